using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Mim.Discovery.Files;

/// <summary>Tells files from pipes and devices without opening them, which the base library cannot.</summary>
[UnsupportedOSPlatform("windows")]
internal static unsafe partial class UnixFileType
{
    private const int CurrentFolder = -100;
    private const uint TypeAndMode = 0x3;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    // stx_mode in struct statx; st_mode in macOS' struct stat. The same on every architecture.
    private const int LinuxModeOffset = 28;
    private const int MacModeOffset = 4;

    /// <summary>True too when nothing can be found out: opening will then tell why.</summary>
    public static bool IsRegularOrMissing(string path)
    {
        Span<byte> status = stackalloc byte[512];
        fixed (byte* buffer = status)
        {
            if (Ask(path, buffer) != 0)
            {
                return true;
            }
        }

        var offset = OperatingSystem.IsMacOS() ? MacModeOffset : LinuxModeOffset;
        return (MemoryMarshal.Read<ushort>(status[offset..]) & TypeMask) == Regular;
    }

    private static int Ask(string path, byte* status)
    {
        if (!OperatingSystem.IsMacOS())
        {
            return LinuxStatus(CurrentFolder, path, 0, TypeAndMode, status);
        }

        return RuntimeInformation.ProcessArchitecture == Architecture.X64 ? MacIntelStatus(path, status) : MacStatus(path, status);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinuxStatus(int folder, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MacIntelStatus(string path, byte* status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MacStatus(string path, byte* status);
}
