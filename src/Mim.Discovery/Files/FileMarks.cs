namespace Mim.Discovery.Files;

/// <summary>Tells in a few vectorised passes whether octets can hold certificates, so that nothing else is read any further.</summary>
internal static class FileMarks
{
    /// <summary>Longest mark with what follows it; windows of a file overlap by so much.</summary>
    public const int Overlap = 64;

    private const int LongestLabel = 24;

    private static ReadOnlySpan<byte> Begin => "-BEGIN "u8;

    /// <summary>What follows <see cref="Begin"/> where certificates follow.</summary>
    private static bool IsLabel(ReadOnlySpan<byte> text) =>
        text.StartsWith("CERTIFICATE-"u8) || text.StartsWith("TRUSTED CERT"u8) || text.StartsWith("X509 CERT"u8)
        || text.StartsWith("PKCS7-"u8) || text.StartsWith("PKCS #7"u8) || text.StartsWith("CMS-"u8);

    /// <summary>"-----BEGIN" in base64, as documents carry whole PEM files.</summary>
    private static ReadOnlySpan<byte> EncodedBegin => "LS0tLS1CRUdJTi"u8;

    /// <summary>Where base64 begins that may hold certificates, in their order.</summary>
    public static List<int> Encoded(ReadOnlySpan<byte> text, bool isDocument)
    {
        var starts = isDocument ? InlineMarks.Starts(text) : [];
        for (var at = 0; text[at..].IndexOf(EncodedBegin) is var next and >= 0; at += next + EncodedBegin.Length)
        {
            starts.Add(at + next);
        }

        starts.Sort();
        return starts;
    }

    public static bool HasPem(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf(Begin) is var at and >= 0)
        {
            text = text[(at + Begin.Length)..];
            if (IsLabel(text[..Math.Min(text.Length, LongestLabel)]))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="text">Looked through.</param>
    /// <param name="isDocument">Whether it may also hold what is no PEM: <see cref="InlineMarks"/>.</param>
    public static bool HasText(ReadOnlySpan<byte> text, bool isDocument) =>
        HasPem(text) || text.IndexOf(EncodedBegin) >= 0 || (isDocument && InlineMarks.IsIn(text));

    /// <summary>Text has no zero octets, unless it is UTF-16.</summary>
    public static bool IsBinary(ReadOnlySpan<byte> content) => content.Contains((byte)0);

    public static bool IsUtf16(ReadOnlySpan<byte> head) => head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    /// <summary>DER, BER or a keystore of Java, as long as it says it is.</summary>
    public static bool IsContainer(ReadOnlySpan<byte> head, long length) => head switch
    {
        [0x30, 0x81, var size, ..] => length == size + 3,
        [0x30, 0x82, var high, var low, ..] => length == (high << 8 | low) + 4,
        [0x30, 0x83, var high, var middle, var low, ..] => length == (high << 16 | middle << 8 | low) + 5,
        [0x30, 0x80, 0x02 or 0x06, ..] => true,
        [0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 1 or 2, ..] or [0xCE, 0xCE, 0xCE, 0xCE, 0, 0, 0, 1 or 2, ..] => true,
        _ => false,
    };
}
