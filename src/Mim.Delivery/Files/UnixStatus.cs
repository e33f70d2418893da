using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Mim.Core.Delivery;

namespace Mim.Delivery.Files;

/// <summary>What <c>stat</c> tells of a file that the base library does not: type, owner and number of names.</summary>
[UnsupportedOSPlatform("windows")]
internal readonly record struct UnixStatus(uint FileMode, uint User, uint Group, long Links)
{
    private const int NoSuchFile = 2;
    private const int NotAFolder = 20;
    private const int CurrentFolder = -100;
    private const uint BasicFields = 0x7FF;

    public PathKind Kind => (FileMode & 0xF000) switch
    {
        0x8000 => PathKind.File,
        0x4000 => PathKind.Folder,
        _ => PathKind.Other,
    };

    public UnixFileMode Permissions => (UnixFileMode)(FileMode & 0xFFF);

    /// <summary>Null when nothing is there. Links are followed.</summary>
    public static UnixStatus? Of(string path)
    {
        Span<byte> status = stackalloc byte[512];
        if (Read(path, status) == 0)
        {
            return OperatingSystem.IsMacOS() ? Mac(status) : Linux(status);
        }

        var error = Marshal.GetLastPInvokeError();
        return error is NoSuchFile or NotAFolder
            ? null
            : throw new IOException($"{Marshal.GetPInvokeErrorMessage(error)} : '{path}'", error);
    }

    private static unsafe int Read(string path, Span<byte> status)
    {
        fixed (byte* buffer = status)
        {
            if (!OperatingSystem.IsMacOS())
            {
                return LibC.LinuxStatus(CurrentFolder, path, 0, BasicFields, buffer);
            }

            return RuntimeInformation.ProcessArchitecture == Architecture.X64
                ? LibC.MacIntelStatus(path, buffer)
                : LibC.MacStatus(path, buffer);
        }
    }

    // struct statx: stx_nlink at 16, stx_uid at 20, stx_gid at 24, stx_mode at 28, the same on every architecture.
    private static UnixStatus Linux(ReadOnlySpan<byte> status) => new(
        MemoryMarshal.Read<ushort>(status[28..]),
        MemoryMarshal.Read<uint>(status[20..]),
        MemoryMarshal.Read<uint>(status[24..]),
        MemoryMarshal.Read<uint>(status[16..]));

    // struct stat with 64-bit inodes: st_mode at 4, st_nlink at 6, st_uid at 16, st_gid at 20.
    private static UnixStatus Mac(ReadOnlySpan<byte> status) => new(
        MemoryMarshal.Read<ushort>(status[4..]),
        MemoryMarshal.Read<uint>(status[16..]),
        MemoryMarshal.Read<uint>(status[20..]),
        MemoryMarshal.Read<ushort>(status[6..]));
}
