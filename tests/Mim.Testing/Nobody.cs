using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Mim.Testing;

/// <summary>Does something without root's right to open every file. Only one thread gives it up.</summary>
[UnsupportedOSPlatform("windows")]
public static partial class Nobody
{
    private const uint NobodyId = 65534;

    /// <summary>What the work threw; null when it ended well.</summary>
    public static Exception? Try(Action work)
    {
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            // The thread ends with its work, and the right comes back with no other.
            _ = OperatingSystem.IsLinux() ? SetFileUser(NobodyId) : 0;
            thrown = Record.Exception(work);
        });
        thread.Start();
        thread.Join();
        return thrown;
    }

    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial int SetFileUser(uint user);
}
