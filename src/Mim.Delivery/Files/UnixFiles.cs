using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Mim.Core.Delivery;
using Mim.Core.Sealing;

namespace Mim.Delivery.Files;

/// <summary>Linux and macOS: owner, group and mode.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixFiles : IFilePlatform
{
    private const int NotPermitted = 1;
    private const int NoAccess = 13;
    private const int NotSupportedHere = 22;

    public PathKind KindOf(string path) => UnixStatus.Of(path)?.Kind ?? PathKind.Missing;

    public FileStream CreateOwnerOnly(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        // A shared lock: it tells that its writer lives, and once the file has its name it keeps no reader out.
        Share = FileShare.ReadWrite | FileShare.Delete,
        // Secrets are not left behind in a managed buffer.
        BufferSize = 0,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });

    public void Protect(FileStream stream, FileProtection protection, string goal)
    {
        var user = protection.Owner is { } owner ? User(owner, goal) : LibC.Unchanged;
        var group = protection.Group is { } name ? Group(name, goal) : LibC.Unchanged;
        if ((user != LibC.Unchanged || group != LibC.Unchanged) && LibC.ChangeOwner(stream.SafeFileHandle, user, group) != 0)
        {
            var reason = Marshal.GetLastPInvokeErrorMessage();
            throw FileTrouble.InstallFailed(
                $"Cannot give {goal} to {protection.Owner}:{protection.Group}: {reason}.", goal);
        }

        File.SetUnixFileMode(stream.SafeFileHandle, protection.Mode);
    }

    public void ProtectLike(FileStream stream, string example)
    {
        var status = UnixStatus.Of(example) ?? throw new FileNotFoundException(null, example);
        // Without the right to give files away the copy stays with whoever writes, with the same mode.
        if (LibC.ChangeOwner(stream.SafeFileHandle, status.User, status.Group) != 0 && Marshal.GetLastPInvokeError() != NotPermitted)
        {
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }

        File.SetUnixFileMode(stream.SafeFileHandle, status.Permissions);
    }

    public string? Looseness(string path, FileProtection protection)
    {
        if (UnixStatus.Of(path) is not { } status)
        {
            return $"{path} is missing.";
        }

        if ((status.Permissions & ~protection.Mode) != 0)
        {
            return $"{path} has mode {Octal(status.Permissions)}, more than {Octal(protection.Mode)}.";
        }

        if (protection.Owner is { } owner && status.User != User(owner, path))
        {
            return $"{path} does not belong to {owner}.";
        }

        return protection.Group is { } group && status.Group != Group(group, path)
            ? $"{path} does not belong to group {group}."
            : null;
    }

    public HostFile Describe(KeyMaterial content, string path)
    {
        try
        {
            var status = UnixStatus.Of(path) ?? throw new FileNotFoundException(null, path);
            return new HostFile(content)
            {
                Owner = status.User.ToString(CultureInfo.InvariantCulture),
                Group = status.Group.ToString(CultureInfo.InvariantCulture),
                Mode = (int)status.Permissions,
            };
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    public bool TryLink(string existing, string path) => LibC.Link(existing, path) == 0;

    public long LinkCount(string path) => UnixStatus.Of(path)?.Links ?? 0;

    public void FlushFolder(string folder)
    {
        // O_RDONLY is 0 everywhere.
        using var handle = new SafeFileHandle(LibC.Open(folder, 0), ownsHandle: true);
        if (!handle.IsInvalid && LibC.Flush(handle) == 0)
        {
            return;
        }

        // A folder that may be written but not read, and file systems that flush files only, cannot give more than they have.
        var error = Marshal.GetLastPInvokeError();
        if (error is not (NoAccess or NotSupportedHere))
        {
            throw new IOException($"{Marshal.GetPInvokeErrorMessage(error)} : '{folder}'", error);
        }
    }

    private static uint User(string name, string goal) => UnixAccounts.User(name)
        ?? throw FileTrouble.InstallFailed($"{goal} should belong to {name}, but there is no such user.", goal);

    private static uint Group(string name, string goal) => UnixAccounts.Group(name)
        ?? throw FileTrouble.InstallFailed($"{goal} should belong to group {name}, but there is no such group.", goal);

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8);
}
