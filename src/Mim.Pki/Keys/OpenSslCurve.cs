using System.Runtime.InteropServices;

namespace Mim.Pki.Keys;

/// <summary>
/// A curve of the system's OpenSSL, to make keys on and to sign with. The base library checks every key that it has just made by
/// a second multiplication on the curve, which takes several times as long as making one; OpenSSL's own generator needs no such check.
/// </summary>
internal sealed partial class OpenSslCurve
{
    public const string Library = "libcrypto.so.3";
    private const int Uncompressed = 4;

    // Lives as long as the process; reading it is safe from any thread.
    private readonly nint _group;

    private OpenSslCurve(nint group) => _group = group;

    /// <summary>
    /// Null where the system has no OpenSSL 3, or one without the curve, or one that is told to use FIPS-validated code only:
    /// these functions pass by the module that was validated, which the base library does not.
    /// </summary>
    /// <param name="number">The curve's number in OpenSSL.</param>
    public static OpenSslCurve? Find(int number) =>
        NativeLibrary.TryLoad(Library, typeof(OpenSslCurve).Assembly, searchPath: null, out _)
        && IsFipsEnabled(0) == 0
        && NewGroup(number) is var group
        && group != 0
            ? new OpenSslCurve(group)
            : null;

    /// <summary>Makes a key.</summary>
    /// <param name="number">Takes the private number: big-endian, as long as the field.</param>
    /// <param name="point">Takes the public point: uncompressed.</param>
    /// <returns>Whether it could; if not, what was taken is of no use.</returns>
    public bool TryGenerate(Span<byte> number, Span<byte> point)
    {
        var key = NewKey();
        try
        {
            return key != 0
                && SetGroup(key, _group) == 1
                && Generate(key) == 1
                && WriteNumber(PrivateNumber(key), number, number.Length) == number.Length
                && WritePoint(_group, PublicPoint(key), Uncompressed, point, (nuint)point.Length, 0) == (nuint)point.Length;
        }
        finally
        {
            // Clears the private number too.
            Free(key);
        }
    }

    /// <summary>A key of this curve to sign with, which the caller disposes; null when it cannot be loaded.</summary>
    /// <param name="number">The private number: big-endian, as long as the field.</param>
    public OpenSslSigner? Load(ReadOnlySpan<byte> number) => OpenSslSigner.Load(_group, number);

    [LibraryImport(Library, EntryPoint = "EVP_default_properties_is_fips_enabled")]
    private static partial int IsFipsEnabled(nint context);

    [LibraryImport(Library, EntryPoint = "EC_GROUP_new_by_curve_name")]
    private static partial nint NewGroup(int number);

    [LibraryImport(Library, EntryPoint = "EC_KEY_new")]
    private static partial nint NewKey();

    [LibraryImport(Library, EntryPoint = "EC_KEY_set_group")]
    private static partial int SetGroup(nint key, nint group);

    [LibraryImport(Library, EntryPoint = "EC_KEY_generate_key")]
    private static partial int Generate(nint key);

    [LibraryImport(Library, EntryPoint = "EC_KEY_get0_private_key")]
    private static partial nint PrivateNumber(nint key);

    [LibraryImport(Library, EntryPoint = "EC_KEY_get0_public_key")]
    private static partial nint PublicPoint(nint key);

    [LibraryImport(Library, EntryPoint = "BN_bn2binpad")]
    private static partial int WriteNumber(nint number, Span<byte> destination, int length);

    [LibraryImport(Library, EntryPoint = "EC_POINT_point2oct")]
    private static partial nuint WritePoint(nint group, nint point, int form, Span<byte> destination, nuint length, nint context);

    [LibraryImport(Library, EntryPoint = "EC_KEY_free")]
    private static partial void Free(nint key);
}
