using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Mim.Pki.Keys;

/// <summary>
/// A private key of the system's OpenSSL, to sign with. The base library sets up OpenSSL's context anew for every signature,
/// which costs a fifth of it. Not thread-safe.
/// </summary>
internal sealed partial class OpenSslSigner : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Enough for the longest signature, of P-521.</summary>
    private const int LongestSignature = 144;

    private OpenSslSigner(nint key)
        : base(ownsHandle: true) => SetHandle(key);

    /// <summary>Null when OpenSSL does not take the key.</summary>
    /// <param name="group">The curve, which the caller keeps.</param>
    /// <param name="number">The private number, big-endian.</param>
    public static OpenSslSigner? Load(nint group, ReadOnlySpan<byte> number)
    {
        var signer = new OpenSslSigner(NewKey());
        var copy = ReadNumber(number, number.Length, 0);
        try
        {
            if (!signer.IsInvalid && copy != 0 && SetGroup(signer, group) == 1 && SetPrivateNumber(signer, copy) == 1)
            {
                return signer;
            }

            signer.Dispose();
            return null;
        }
        finally
        {
            ClearNumber(copy);
        }
    }

    /// <summary>ECDSA over <paramref name="digest"/> as a DER sequence; null when OpenSSL could not.</summary>
    public byte[]? Sign(ReadOnlySpan<byte> digest)
    {
        Span<byte> signature = stackalloc byte[LongestSignature];
        return Sign(0, digest, digest.Length, signature, out var length, this) == 1 ? signature[..(int)length].ToArray() : null;
    }

    /// <summary>Clears the private number too.</summary>
    protected override bool ReleaseHandle()
    {
        Free(handle);
        return true;
    }

    [LibraryImport(OpenSslCurve.Library, EntryPoint = "EC_KEY_new")]
    private static partial nint NewKey();

    [LibraryImport(OpenSslCurve.Library, EntryPoint = "BN_bin2bn")]
    private static partial nint ReadNumber(ReadOnlySpan<byte> octets, int length, nint into);

    [LibraryImport(OpenSslCurve.Library, EntryPoint = "BN_clear_free")]
    private static partial void ClearNumber(nint number);

    [LibraryImport(OpenSslCurve.Library, EntryPoint = "EC_KEY_set_group")]
    private static partial int SetGroup(OpenSslSigner key, nint group);

    [LibraryImport(OpenSslCurve.Library, EntryPoint = "EC_KEY_set_private_key")]
    private static partial int SetPrivateNumber(OpenSslSigner key, nint number);

    [LibraryImport(OpenSslCurve.Library, EntryPoint = "ECDSA_sign")]
    private static partial int Sign(int type, ReadOnlySpan<byte> digest, int digestLength, Span<byte> signature, out uint length, OpenSslSigner key);

    [LibraryImport(OpenSslCurve.Library, EntryPoint = "EC_KEY_free")]
    private static partial void Free(nint key);
}
