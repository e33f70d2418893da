using Mim.Core.Discovery;
using Mim.Core.Sealing;

namespace Mim.Testing;

/// <summary>Single imports, each a run of its own.</summary>
public static class Imports
{
    public static IReadOnlyList<ImportResult> ImportFile(
        this IdentityImporter importer, string path, KeyMaterial? password, ImportDocumentation documentation, CancellationToken cancellationToken) =>
        importer.Import(run => run.AddFile(path, password, documentation), cancellationToken);

    public static ImportResult ImportCertificate(
        this IdentityImporter importer, byte[] certificate, KeyMaterial? pkcs8, string source, ImportDocumentation documentation, CancellationToken cancellationToken) =>
        importer.Import(run => run.AddCertificate(certificate, pkcs8, source, documentation), cancellationToken).Single();

    public static ImportResult ImportRecord(
        this IdentityImporter importer, ImportDocumentation documentation, string source, CancellationToken cancellationToken) =>
        importer.Import(run => run.AddRecord(documentation, source), cancellationToken).Single();

    private static List<ImportResult> Import(this IdentityImporter importer, Action<ImportRun> add, CancellationToken cancellationToken)
    {
        using var run = importer.Open(cancellationToken);
        add(run);
        return [.. run.Complete().Select(outcome => outcome.Error is { } error ? throw error : outcome.Result!)];
    }
}
