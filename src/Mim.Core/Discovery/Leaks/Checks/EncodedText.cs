using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Mim.Core.Sealing;

namespace Mim.Core.Discovery.Leaks.Checks;

/// <summary>Values that are base64 of something: what it is of tells whether they are secrets.</summary>
internal static class EncodedText
{
    private const int LongestDecoded = 4096;
    private const int BlockLength = 16;
    private const int LeastPrintable = 8;

    private delegate bool Judge(ReadOnlySpan<byte> decoded);

    public static bool IsWhole(ReadOnlySpan<byte> value) => Decodes(value, static decoded => decoded.Length > 0);

    /// <summary>Whole blocks of AES, as Group Policy preferences have them.</summary>
    public static bool IsBlocks(ReadOnlySpan<byte> value) => Decodes(value, static decoded => decoded.Length % BlockLength == 0);

    /// <summary>32 octets.</summary>
    public static bool IsKey(ReadOnlySpan<byte> value) => Decodes(value, static decoded => decoded.Length == 32);

    public static bool IsJson(ReadOnlySpan<byte> value) => Decodes(value, static decoded => decoded is [(byte)'{', (byte)'"', ..]);

    /// <summary>RFC 7617: a name, a colon, a password, all of it text.</summary>
    public static bool IsUserAndPassword(ReadOnlySpan<byte> value) => Decodes(value, static decoded =>
        !decoded.ContainsAnyInRange((byte)0, (byte)31) && decoded.IndexOfAnyInRange((byte)127, (byte)255) < 0 && UserAndPassword.IsPair(decoded));

    /// <summary>
    /// What base64 of text says, which the caller disposes; null for anything else: of random characters no eight in a row are base64 of text.
    /// </summary>
    public static KeyMaterial? DecodePrintable(ReadOnlySpan<byte> value)
    {
        KeyMaterial? text = null;
        Decodes(value, decoded =>
        {
            text = decoded.Length >= LeastPrintable && !decoded.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? KeyMaterial.CopyOf(decoded) : null;
            return text is not null;
        });
        return text;
    }

    /// <summary>Characters of ASCII as UTF-16 in hexadecimal.</summary>
    public static bool IsHexadecimalUtf16(ReadOnlySpan<byte> value)
    {
        for (var index = 0; index < value.Length; index += 4)
        {
            if (index + 4 > value.Length || !char.IsAsciiHexDigit((char)value[index]) || value[index + 2] != '0' || value[index + 3] != '0')
            {
                return false;
            }
        }

        return true;
    }

    private static bool Decodes(ReadOnlySpan<byte> value, Judge judge)
    {
        Span<byte> padded = stackalloc byte[LongestDecoded];
        Span<byte> decoded = stackalloc byte[LongestDecoded];
        value = value.TrimEnd((byte)'=');
        var length = (value.Length + 3) / 4 * 4;
        if (value.IsEmpty || length > padded.Length)
        {
            return false;
        }

        value.CopyTo(padded);
        padded[value.Length..length].Fill((byte)'=');
        try
        {
            return Base64.DecodeFromUtf8(padded[..length], decoded, out _, out var count) == OperationStatus.Done && judge(decoded[..count]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(padded);
            CryptographicOperations.ZeroMemory(decoded);
        }
    }
}
