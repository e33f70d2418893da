using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Mim.Delivery.Files;

/// <summary>The calls of Windows that the base library lacks.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class Kernel32
{
    // BY_HANDLE_FILE_INFORMATION is 52 bytes, nNumberOfLinks at 40.
    private const int InformationLength = 52;
    private const int LinksOffset = 40;

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool CreateHardLink(string path, string existing, nint security);

    public static long LinkCount(SafeFileHandle file)
    {
        Span<byte> information = stackalloc byte[InformationLength];
        fixed (byte* buffer = information)
        {
            return GetInformation(file, buffer)
                ? MemoryMarshal.Read<uint>(information[LinksOffset..])
                : throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }
    }

    [LibraryImport("kernel32", EntryPoint = "GetFileInformationByHandle", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetInformation(SafeFileHandle file, byte* information);
}
