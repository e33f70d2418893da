using System.Globalization;
using Mim.Core.Audit;

namespace Mim.Host.Tour.Steps;

/// <summary>Every act of the tour is in the audit; it holds in the store, and offline with the public key alone.</summary>
internal sealed class AuditStep : ITourStep
{
    public string Name => "Audit";

    public Task<IReadOnlyList<string>> RunAsync(TourWorld world, CancellationToken cancellationToken)
    {
        var (session, paths) = (world.Session, world.Paths);
        var stored = session.Audit.Test(cancellationToken);
        StepFailedException.ThrowUnless(stored.Intact, $"the audit in the store is intact: {string.Join("; ", stored.Problems)}");

        var export = session.Audit.Export(paths.AuditExport, paths.AuditKey, cancellationToken);
        var publicKey = File.ReadAllText(paths.AuditKey);
        using var file = File.OpenRead(paths.AuditExport);
        var offline = AuditExportVerifier.Verify(file, publicKey, cancellationToken);
        StepFailedException.ThrowUnless(offline.Intact && offline.Records == export.Records, $"the export is intact: {string.Join("; ", offline.Problems)}");

        var problem = Forge(paths.AuditExport, publicKey, cancellationToken);
        return Task.FromResult<IReadOnlyList<string>>(
        [
            string.Create(CultureInfo.InvariantCulture, $"{stored.Records} acts in the store, {offline.Records} in the export: intact, the export with its public key alone."),
            string.Create(CultureInfo.InvariantCulture, $"A copy in which the reason of the revocation was changed is caught: {problem.Kind} at record {problem.Sequence}."),
        ]);
    }

    /// <summary>What a forger would do to the export, and what the verifier says to it.</summary>
    private static AuditProblem Forge(string export, string publicKey, CancellationToken cancellationToken)
    {
        var forged = File.ReadAllText(export).Replace("KeyCompromise", "Superseded", StringComparison.Ordinal);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(forged));
        var verdict = AuditExportVerifier.Verify(stream, publicKey, cancellationToken);
        StepFailedException.ThrowUnless(!verdict.Intact, "a forged export is caught");
        return verdict.Problems[0];
    }
}
