using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Delivery.Files;

/// <summary>Files of this machine.</summary>
public sealed class LocalHostFiles : IHostFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly IFilePlatform _platform = OperatingSystem.IsWindows() ? new WindowsFiles() : new UnixFiles();
    private readonly GoalResolver _goals;

    public LocalHostFiles() => _goals = new GoalResolver(_platform);

    public Task<HostFile?> ReadAsync(string path, CancellationToken cancellationToken) => Task.Run(() => Read(path), cancellationToken);

    public Task ReplaceAsync(string path, HostFile? before, HostFile? after, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                Replace(path, before, after);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw FileTrouble.InstallFailed($"Cannot write {path}", path, exception);
            }
        },
        cancellationToken);

    private HostFile? Read(string path)
    {
        try
        {
            var place = _goals.Look(path);
            return place.Kind switch
            {
                PathKind.Missing or PathKind.NoFolder => null,
                PathKind.File => _platform.Describe(InstalledFile.Read(place.Goal), place.Goal),
                _ => throw new MimException(MimErrorCause.InvalidFile, $"{path} is no regular file.", path),
            };
        }
        catch (Exception exception) when (FileTrouble.IsDenied(exception))
        {
            throw new MimException(MimErrorCause.AccessDenied, $"{path} cannot be read: access is denied.", path, exception);
        }
        catch (IOException exception)
        {
            throw new MimException(MimErrorCause.InvalidFile, $"{path} cannot be read: {exception.Message}", path, exception);
        }
    }

    private void Replace(string path, HostFile? before, HostFile? after)
    {
        var goal = _goals.Look(path).RequireFile();
        RequireUnchanged(goal, before);
        if (after is null)
        {
            new SecretDestroyer(_platform).Destroy(goal);
        }
        else
        {
            var protection = new FileProtection(after.Owner, after.Group, after.Mode is { } mode ? (UnixFileMode)mode : OwnerOnly, HoldsKey: true);
            using var staged = StagedFile.Write(new PlannedFile(goal, after.Content, protection), _platform);
            RequireUnchanged(goal, before);
            staged.Place();
        }

        _platform.FlushFolder(Path.GetDirectoryName(goal)!);
    }

    private void RequireUnchanged(string goal, HostFile? before)
    {
        using var now = _platform.KindOf(goal) == PathKind.Missing ? null : InstalledFile.Read(goal);
        if (now is null ? before is not null : before is null || !now.Span.SequenceEqual(before.Content.Span))
        {
            throw FileTrouble.InstallFailed($"{goal} was changed by somebody else meanwhile, and is left as it is.", goal);
        }
    }
}
