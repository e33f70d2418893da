using Mim.Testing.Programs;

namespace Mim.Testing;

/// <summary>A disk of a few kilobytes in memory that a test can fill, or one that cannot be written. Needs Linux and root.</summary>
public sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<string?> _reason = new(TryOut);
    private readonly TemporaryFolder _folder = new();

    public SmallDisk(int kilobytes) => Mount($"size={kilobytes}k,mode=700");

    public string Path => _folder.Path;

    /// <summary>Why no disk can be made here; null when one can.</summary>
    public static string? WhyNot => _reason.Value;

    /// <summary>Full path of something on the disk.</summary>
    public string this[string name] => _folder[name];

    /// <summary>Leaves no room for another byte.</summary>
    public void Fill()
    {
        using var filler = new FileStream(_folder["filler"], FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                filler.Write(new byte[512]);
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    public void MakeReadOnly() => Mount("remount,ro");

    public void MakeWritable() => Mount("remount,rw");

    /// <summary>Makes room again after <see cref="Fill"/>.</summary>
    public void Free() => File.Delete(_folder["filler"]);

    public void Dispose()
    {
        ProgramRunner.Run("umount", "--lazy", _folder.Path);
        _folder.Dispose();
    }

    private static string? TryOut()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "small disks are made with tmpfs, which only Linux has";
        }

        using var folder = new TemporaryFolder();
        var mounted = ProgramRunner.Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.Path);
        if (mounted.ExitCode != 0)
        {
            return "mounting a tmpfs is not permitted here";
        }

        ProgramRunner.Run("umount", folder.Path).Succeeded();
        return null;
    }

    private void Mount(string options) =>
        ProgramRunner.Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", _folder.Path).Succeeded();
}
