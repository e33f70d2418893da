using System.Runtime.Versioning;

namespace Mim.Inventory.Files;

/// <summary>Mode bits: 0600 for files, 0700 for folders.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixFilePermissions : IFilePermissions
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private const UnixFileMode All = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private const UnixFileMode Reading = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Writing = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    public void CreateFolder(string path) => Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);

    public FileStream CreateFile(string path) => new(
        path,
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            UnixCreateMode = Owner,
        });

    public string? Others(string path)
    {
        // In a folder that others may only look into, the files speak for themselves; who may write can replace them.
        var counts = Directory.Exists(path) ? Writing : Reading | Writing;
        var mode = File.GetUnixFileMode(path) & counts;
        return (mode & All) != 0 ? "everybody" : (mode & Group) != 0 ? "its group" : null;
    }
}
