using System.Text;

namespace Mim.Core.Discovery.Leaks.Keywords;

/// <summary>
/// How octets look within base64 and hexadecimal. Text that holds none of this holds nothing encoded that a rule knows, so nothing
/// is decoded in vain.
/// </summary>
internal static class EncodedKeywords
{
    /// <summary>Those of base64, of base64 within base64, and of hexadecimal.</summary>
    public static IEnumerable<Keyword> Of(byte[] octets)
    {
        foreach (var once in Base64(octets))
        {
            yield return once;
            foreach (var twice in Base64(once.Octets))
            {
                yield return twice;
            }
        }

        yield return new Keyword(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(octets)), IgnoresCase: true, SecretEncoding.Hexadecimal, 0);
    }

    // Three octets are four characters; where in a group of three the octets begin changes all characters.
    private static IEnumerable<Keyword> Base64(byte[] octets)
    {
        for (var phase = 0; phase < 3; phase++)
        {
            var text = Convert.ToBase64String([.. new byte[phase], .. octets]);
            var first = phase == 0 ? 0 : phase + 1;
            var end = (phase + octets.Length) * 8 / 6;
            if (end - first >= Keyword.LeastLength)
            {
                yield return new Keyword(Encoding.ASCII.GetBytes(text[first..end]), IgnoresCase: false, SecretEncoding.Base64, first);
            }
        }
    }
}
