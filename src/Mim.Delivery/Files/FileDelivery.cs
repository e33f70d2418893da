using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Delivery.Files;

/// <summary>The files of a target: PEM or PKCS#12, replaced atomically, with the previous content kept beside.</summary>
internal sealed class FileDelivery
{
    private readonly FilePlanner _planner;
    private readonly FileInstaller _installer;
    private readonly FileProver _prover;
    private readonly PreviousCopies _previous;
    private readonly FileLookAhead _lookAhead;

    public FileDelivery(ICredentialEncoder encoder, ICredentialDecoder decoder, ICertificateReader reader, TimeProvider time)
    {
        IFilePlatform platform = OperatingSystem.IsWindows() ? new WindowsFiles() : new UnixFiles();
        var goals = new GoalResolver(platform);
        var secrets = new SecretDestroyer(platform);
        _previous = new PreviousCopies(platform, secrets);
        _planner = new FilePlanner(encoder, reader, goals);
        _installer = new FileInstaller(platform, secrets, _previous);
        _lookAhead = new FileLookAhead(_planner, platform);
        _prover = new FileProver(decoder, reader, goals, platform, time);
    }

    public Task LookAheadAsync(Target target, IReadOnlyDictionary<string, string> lastInstalled, CancellationToken cancellationToken) => Task.Run(
        () => Guarded(target, "install on", () => _lookAhead.Look(target.File!, lastInstalled, cancellationToken)),
        cancellationToken);

    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InstallFailed"/>, <see cref="MimErrorCause.LocationChanged"/>; then all is as it was.
    /// </exception>
    public Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken) => Task.Run(
        () => Guarded(installation.Target, "install on", () =>
        {
            using var plan = _planner.Plan(installation, cancellationToken);
            return _installer.Install(plan, installation, cancellationToken);
        }),
        cancellationToken);

    public Task<Proof> ProveAsync(Installation installation, CancellationToken cancellationToken) =>
        Task.Run(() => _prover.Prove(installation, cancellationToken), cancellationToken);

    public Task<InstallReceipt> RecallAsync(Target target, Guid versionId, CancellationToken cancellationToken) => Task.Run(
        () => Guarded(target, "look at", () => PreviousCopies.Recall(_planner.Goals(target.File), versionId)),
        cancellationToken);

    public Task TakeBackAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken) => Task.Run(
        () => Guarded(target, "take back", () => _previous.Restore(receipt)),
        cancellationToken);

    public Task RetireAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken) => Task.Run(
        () => Guarded(target, "clear up after", () => _previous.Destroy(receipt)),
        cancellationToken);

    /// <summary>The first certificate of the target's PEM file, DER; null when there is none to be read.</summary>
    public Task<byte[]?> InstalledLeafAsync(Target target, CancellationToken cancellationToken) => Task.Run(
        () => Guarded(target, "look at", () => InstalledLeaf(target.File)), cancellationToken);

    private byte[]? InstalledLeaf(FileTargetSettings? settings)
    {
        if (settings is not { Layout: FileLayout.Pem } || _planner.Goals(settings) is not [var goal, ..] || !File.Exists(goal))
        {
            return null;
        }

        using var content = InstalledFile.Read(goal);
        return PemText.Certificates(content.Span) is [var leaf, ..] ? leaf : null;
    }

    private static T Guarded<T>(Target target, string verb, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileTrouble.InstallFailed($"Cannot {verb} {target.Address}", target.Address, exception);
        }
    }
}
