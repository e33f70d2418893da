using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Composition;

/// <summary>DPAPI of the account that runs (Windows); on other platforms there is none.</summary>
internal sealed partial class DataProtector : IDataProtector
{
    private const int UiForbidden = 1;

    public bool IsSupported => OperatingSystem.IsWindows();

    public byte[] Protect(KeyMaterial secret) => OperatingSystem.IsWindows()
        ? Call(secret.Span, CryptProtectData) ?? throw new Win32Exception()
        : throw Unsupported();

    public KeyMaterial Unprotect(ReadOnlySpan<byte> protectedData)
    {
        if (!OperatingSystem.IsWindows())
        {
            throw Unsupported();
        }

        var secret = Call(protectedData, CryptUnprotectData)
            ?? throw new MimException(MimErrorCause.KeyringLocked, "DPAPI does not open the store's key for this account.");
        return KeyMaterial.Take(secret);
    }

    private static MimException Unsupported() => new(MimErrorCause.Unsupported, "DPAPI needs Windows.");

    [SupportedOSPlatform("windows")]
    private static unsafe byte[]? Call(ReadOnlySpan<byte> input, Transform transform)
    {
        fixed (byte* data = input)
        {
            var source = new Blob { Length = input.Length, Data = (nint)data };
            if (!transform(source, 0, 0, 0, 0, UiForbidden, out var result))
            {
                return null;
            }

            var output = new Span<byte>((void*)result.Data, result.Length);
            var copy = output.ToArray();
            CryptographicOperations.ZeroMemory(output);
            Marshal.FreeHGlobal(result.Data);
            return copy;
        }
    }

    [LibraryImport("crypt32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial bool CryptProtectData(in Blob input, nint description, nint entropy, nint reserved, nint prompt, int flags, out Blob output);

    [LibraryImport("crypt32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial bool CryptUnprotectData(in Blob input, nint description, nint entropy, nint reserved, nint prompt, int flags, out Blob output);

    private delegate bool Transform(in Blob input, nint description, nint entropy, nint reserved, nint prompt, int flags, out Blob output);

    [StructLayout(LayoutKind.Sequential)]
    private struct Blob
    {
        public int Length;
        public nint Data;
    }
}
