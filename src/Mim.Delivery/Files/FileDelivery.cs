using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Delivery.Files;

/// <summary>The files of a target: PEM or PKCS#12, replaced atomically, with the previous content kept beside.</summary>
internal sealed class FileDelivery(
    HostTools tools, ICredentialEncoder encoder, ICredentialDecoder decoder, ICertificateReader reader, TimeProvider time)
{
    private readonly FilePlanner _planner = new(encoder, reader);
    private readonly FileProver _prover = new(decoder, reader, time);

    public Task LookAheadAsync(Target target, IReadOnlyDictionary<string, string> lastInstalled, CancellationToken cancellationToken) =>
        GuardedAsync(target, "install on", async () =>
        {
            var places = await tools.TargetFiles.LookAsync(Paths(target.File), cancellationToken).ConfigureAwait(false);
            using var outline = FilePlanner.Outline(target.File!, places, lastInstalled);
            return await DoneAsync(tools.TargetFiles.TryAsync(outline, cancellationToken)).ConfigureAwait(false);
        });

    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InstallFailed"/>, <see cref="MimErrorCause.LocationChanged"/>; then all is as it was.
    /// </exception>
    public Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken) =>
        GuardedAsync(installation.Target, "install on", async () =>
        {
            var places = await tools.TargetFiles.LookAsync(Paths(installation.Files), cancellationToken).ConfigureAwait(false);
            using var plan = await Task.Run(() => _planner.Plan(installation, places, cancellationToken), cancellationToken).ConfigureAwait(false);
            return await tools.TargetFiles.InstallAsync(plan, cancellationToken).ConfigureAwait(false);
        });

    public async Task<Proof> ProveAsync(Installation installation, CancellationToken cancellationToken)
    {
        try
        {
            using var found = await FoundFiles.ReadAsync(tools, Paths(installation.Files), cancellationToken).ConfigureAwait(false);
            return await Task.Run(() => _prover.Prove(installation, found, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is MimException or IOException or UnauthorizedAccessException)
        {
            return Proof.Broken(exception.Message);
        }
    }

    public Task<InstallReceipt> RecallAsync(Target target, Guid versionId, CancellationToken cancellationToken) =>
        GuardedAsync(target, "look at", () => tools.Previous.RecallAsync(Paths(target.File), versionId, cancellationToken));

    public Task TakeBackAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken) =>
        GuardedAsync(target, "take back", () => DoneAsync(tools.Previous.TakeBackAsync(receipt, cancellationToken)));

    public Task RetireAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken) =>
        GuardedAsync(target, "clear up after", () => DoneAsync(tools.Previous.RetireAsync(receipt, cancellationToken)));

    /// <summary>The first certificate of the target's PEM file, DER; null when there is none to be read.</summary>
    public Task<byte[]?> InstalledLeafAsync(Target target, CancellationToken cancellationToken) => GuardedAsync(target, "look at", async () =>
    {
        if (target.File is not { Layout: FileLayout.Pem } settings)
        {
            return null;
        }

        using var file = await tools.Files.ReadAsync(settings.Path, cancellationToken).ConfigureAwait(false);
        return file is not null && PemText.Certificates(file.Content.Span) is [var leaf, ..] ? leaf : null;
    });

    /// <summary>Every path of a target, each once.</summary>
    private static string[] Paths(FileTargetSettings? settings) =>
        [.. new[] { settings?.Path, settings?.KeyPath, settings?.ChainPath }.OfType<string>().Distinct(StringComparer.Ordinal)];

    private static async Task<bool> DoneAsync(Task work)
    {
        await work.ConfigureAwait(false);
        return true;
    }

    private static async Task<T> GuardedAsync<T>(Target target, string verb, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileTrouble.InstallFailed($"Cannot {verb} {target.Address}", target.Address, exception);
        }
    }
}
