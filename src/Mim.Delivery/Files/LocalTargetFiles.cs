using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Delivery.Files;

/// <summary>The files of targets on this machine, and what they replaced.</summary>
public sealed class LocalTargetFiles : ITargetFiles, IPreviousFiles
{
    private readonly IFilePlatform _platform = OperatingSystem.IsWindows() ? new WindowsFiles() : new UnixFiles();
    private readonly GoalResolver _goals;
    private readonly FileLookAhead _lookAhead;
    private readonly FileInstaller _installer;
    private readonly PreviousCopies _previous;

    public LocalTargetFiles()
    {
        var secrets = new SecretDestroyer(_platform);
        _goals = new GoalResolver(_platform);
        _lookAhead = new FileLookAhead(_platform);
        _previous = new PreviousCopies(_platform, secrets);
        _installer = new FileInstaller(_platform, secrets, _previous);
    }

    public Task<IReadOnlyList<FilePlace>> LookAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyList<FilePlace>>(() => [.. paths.Select(_goals.Look)], cancellationToken);

    public Task TryAsync(FilePlan outline, CancellationToken cancellationToken) =>
        Task.Run(() => _lookAhead.Look(outline, cancellationToken), cancellationToken);

    public Task<InstallReceipt> InstallAsync(FilePlan plan, CancellationToken cancellationToken) =>
        Task.Run(() => _installer.Install(plan, cancellationToken), cancellationToken);

    public Task<InstallReceipt> RecallAsync(IReadOnlyList<string> paths, Guid versionId, CancellationToken cancellationToken) => Task.Run(
        () => PreviousCopies.Recall(
            paths.Select(_goals.Look).Where(place => place.Kind != PathKind.NoFolder).Select(place => place.Goal).Distinct(StringComparer.Ordinal), versionId),
        cancellationToken);

    public Task TakeBackAsync(InstallReceipt receipt, CancellationToken cancellationToken) => Task.Run(() => _previous.Restore(receipt), cancellationToken);

    public Task RetireAsync(InstallReceipt receipt, CancellationToken cancellationToken) => Task.Run(() => _previous.Destroy(receipt), cancellationToken);
}
