using System.Buffers;
using System.Text;

namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Passwords within addresses: <c>scheme://user:password@host</c> (RFC 3986 section 3.2.1).</summary>
internal sealed class UriMatcher : ISecretMatcher
{
    private const int LongestUserInfo = 320;

    private static readonly SearchValues<byte> _ends = SearchValues.Create(" \t\r\n\"'`<>/@\\(){}[],;|"u8);

    private static readonly SearchValues<byte> _letters = SearchValues.Create(Encoding.Latin1.GetBytes(OctetClass.Alphanumeric.Members));

    public OctetRange Match(ReadOnlySpan<byte> text, OctetRange keyword)
    {
        var rest = text[keyword.End..];
        rest = rest[..Math.Min(rest.Length, LongestUserInfo)];
        var end = rest.IndexOfAny(_ends);
        if (end < 0 || rest[end] != '@' || end + 1 == rest.Length || !OctetClass.Alphanumeric.Contains(rest[end + 1]))
        {
            return OctetRange.None;
        }

        var colon = rest[..end].IndexOf((byte)':');
        return colon < 0 || end - colon < 4 || "$%*"u8.Contains(rest[colon + 1])
            || !rest[(colon + 1)..end].ContainsAny(_letters) || IsTemplate(rest[..colon], rest[(colon + 1)..end])
            ? OctetRange.None
            : new OctetRange(keyword.End + colon + 1, end - colon - 1);
    }

    // user:pass%20word, username:pas:word, user:pa:ss: what shows where name and password stand.
    private static bool IsTemplate(ReadOnlySpan<byte> user, ReadOnlySpan<byte> password) =>
        (Ascii.EqualsIgnoreCase(user, "user"u8) || Ascii.EqualsIgnoreCase(user, "username"u8))
        && Ascii.EqualsIgnoreCase(password[..2], "pa"u8);
}
