using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Files;

namespace Mim.Delivery;

/// <summary>
/// Installs certificates and keys as files: PEM or PKCS#12, replaced atomically, with the previous content kept beside.
/// </summary>
public sealed class FileTargetAdapter : ITargetAdapter, ITakesBack
{
    private readonly FilePlanner _planner;
    private readonly FileInstaller _installer;
    private readonly FileProver _prover;
    private readonly PreviousCopies _previous;

    public FileTargetAdapter(ICredentialEncoder encoder, ICredentialDecoder decoder, ICertificateReader reader, TimeProvider time)
    {
        IFilePlatform platform = OperatingSystem.IsWindows() ? new WindowsFiles() : new UnixFiles();
        var goals = new GoalResolver(platform);
        var secrets = new SecretDestroyer(platform);
        _previous = new PreviousCopies(platform, secrets);
        _planner = new FilePlanner(encoder, reader, goals);
        _installer = new FileInstaller(platform, secrets, _previous);
        _prover = new FileProver(decoder, reader, goals, platform, time);
    }

    public TargetKind Kind => TargetKind.File;

    public Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken) => Task.Run(
        () => Guarded(installation.Target, "install on", () =>
        {
            using var plan = _planner.Plan(installation, cancellationToken);
            return _installer.Install(plan, installation.Version.Id, cancellationToken);
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
