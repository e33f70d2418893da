using System.Security.Cryptography;
using System.Text;

namespace Mim.Delivery.Files;

/// <summary>Finds the blocks in PEM text (RFC 7468) without turning keys into strings.</summary>
internal static class PemText
{
    private const string Certificate = "CERTIFICATE";
    private const string PrivateKey = "PRIVATE KEY";

    /// <summary>The certificates in the order they stand, DER.</summary>
    public static IReadOnlyList<byte[]> Certificates(ReadOnlySpan<byte> text)
    {
        var found = new List<byte[]>();
        while (PemEncoding.TryFindUtf8(text, out var fields))
        {
            if (Encoding.UTF8.GetString(text[fields.Label]) == Certificate)
            {
                var der = new byte[fields.DecodedDataLength];
                System.Buffers.Text.Base64.DecodeFromUtf8(text[fields.Base64Data], der, out _, out _);
                found.Add(der);
            }

            text = text[fields.Location.End..];
        }

        return found;
    }

    /// <summary>Where the first private key stands, encrypted or not; null when there is none.</summary>
    public static Range? Key(ReadOnlySpan<byte> text)
    {
        var start = 0;
        while (PemEncoding.TryFindUtf8(text[start..], out var fields))
        {
            var (offset, length) = fields.Location.GetOffsetAndLength(text.Length - start);
            if (Encoding.UTF8.GetString(text[start..][fields.Label]).EndsWith(PrivateKey, StringComparison.Ordinal))
            {
                return (start + offset)..(start + offset + length);
            }

            start += offset + length;
        }

        return null;
    }
}
