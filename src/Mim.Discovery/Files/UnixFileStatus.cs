using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Mim.Discovery.Files;

/// <summary>Type, permissions and length of what a path leads to, without opening it, which the base library cannot tell in one call.</summary>
/// <param name="Mode">As <c>st_mode</c>.</param>
/// <param name="Length">In octets.</param>
/// <param name="Owner">User id.</param>
[UnsupportedOSPlatform("windows")]
internal readonly unsafe partial record struct UnixFileStatus(int Mode, long Length, uint Owner)
{
    private const int CurrentFolder = -100;
    private const uint TypeModeOwnerAndSize = 0x20B;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    // stx_mode, stx_size and stx_uid in struct statx; st_mode, st_size and st_uid in macOS' struct stat. The same on every architecture.
    private const int LinuxModeOffset = 28;
    private const int LinuxLengthOffset = 40;
    private const int LinuxOwnerOffset = 20;
    private const int MacModeOffset = 4;
    private const int MacLengthOffset = 96;
    private const int MacOwnerOffset = 16;

    public bool IsRegular => (Mode & TypeMask) == Regular;

    /// <summary>Links are followed. False when nothing can be found out: opening will then tell why.</summary>
    public static bool TryRead(string path, out UnixFileStatus status)
    {
        Span<byte> buffer = stackalloc byte[512];
        fixed (byte* address = buffer)
        {
            if (Ask(path, address) != 0)
            {
                status = default;
                return false;
            }
        }

        var isMac = OperatingSystem.IsMacOS();
        status = new UnixFileStatus(
            MemoryMarshal.Read<ushort>(buffer[(isMac ? MacModeOffset : LinuxModeOffset)..]),
            MemoryMarshal.Read<long>(buffer[(isMac ? MacLengthOffset : LinuxLengthOffset)..]),
            MemoryMarshal.Read<uint>(buffer[(isMac ? MacOwnerOffset : LinuxOwnerOffset)..]));
        return true;
    }

    /// <summary>Permissions as <c>ls</c> shows them: <c>rw-r-----</c>.</summary>
    public string FormatPermissions() => string.Create(9, Mode, static (text, mode) =>
    {
        for (var bit = 0; bit < text.Length; bit++)
        {
            text[bit] = (mode & (0x100 >> bit)) != 0 ? "rwx"[bit % 3] : '-';
        }
    });

    private static int Ask(string path, byte* status)
    {
        if (!OperatingSystem.IsMacOS())
        {
            return LinuxStatus(CurrentFolder, path, 0, TypeModeOwnerAndSize, status);
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
