using System.Buffers;

namespace Mim.Discovery.Files;

/// <summary>
/// What certificates and keystores have near their beginning when documents carry them in base64 without a header: SAML and WCF in XML,
/// keys of JSON, secrets of Kubernetes, LDIF.
/// </summary>
internal static class InlineMarks
{
    /// <summary>Characters of base64 from its beginning within which its mark is.</summary>
    public const int Reach = 24;

    private static readonly SearchValues<byte> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+"u8);

    // Octets, and how many characters of base64 stand before them. A certificate of version 3 has A0 03 02 01 02 02 after one or two
    // lengths, and where these end decides how base64 cuts what follows.
    private static readonly (byte[] Text, int[] Before)[] Marks =
    [
        ("gAwIBAgI"u8.ToArray(), [11]), ("ADAgECAg"u8.ToArray(), [10, 14]), ("oAMCAQIC"u8.ToArray(), [8]),
        ("IBAzCC"u8.ToArray(), [6]), ("YJKoZIhvcNAQcC"u8.ToArray(), [6]),
        ("/u3+7QAAAA"u8.ToArray(), [0]), ("zs7OzgAAAA"u8.ToArray(), [0]),
    ];

    public static bool IsIn(ReadOnlySpan<byte> text)
    {
        foreach (var (mark, _) in Marks)
        {
            if (text.IndexOf(mark) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where base64 with such a mark begins, in no order.</summary>
    public static List<int> Starts(ReadOnlySpan<byte> text)
    {
        var starts = new List<int>();
        foreach (var (mark, before) in Marks)
        {
            for (var at = 0; text[at..].IndexOf(mark) is var next and >= 0; at += next + mark.Length)
            {
                foreach (var distance in before)
                {
                    if (IsStart(text, at + next - distance, distance))
                    {
                        starts.Add(at + next - distance);
                    }
                }
            }
        }

        return starts;
    }

    private static bool IsStart(ReadOnlySpan<byte> text, int start, int distance)
    {
        if (start < 0 || (distance > 0 && !text[start..].StartsWith("MI"u8)))
        {
            return false;
        }

        // A letter before it belongs to it, unless it is that of an escape.
        return start == 0 || !Letters.Contains(text[start - 1])
            || (start > 1 && text[start - 2] == (byte)'\\' && text[start - 1] is (byte)'n' or (byte)'r' or (byte)'t');
    }
}
