using System.Buffers;
using System.Text;

namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Passwords within addresses: <c>scheme://user:password@host</c> (RFC 3986 section 3.2.1).</summary>
internal sealed class UriMatcher : ISecretMatcher
{
    private const int LongestUserInfo = 320;

    private static readonly SearchValues<byte> _ends = SearchValues.Create(" \t\r\n\"'`<>/@\\(){}[],;|"u8);

    private static readonly SearchValues<byte> _letters = SearchValues.Create(Encoding.Latin1.GetBytes(OctetClass.Alphanumeric.Members));

    private static readonly SearchValues<byte> _ofNames = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_-"u8);

    private static readonly SearchValues<byte> _ofWords = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_-"u8);

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
        return colon < 0 || end - colon < 4 || !IsPassword(rest[(colon + 1)..end]) || IsTemplate(rest[..colon], rest[(colon + 1)..end])
            ? OctetRange.None
            : new OctetRange(keyword.End + colon + 1, end - colon - 1);
    }

    // What stands for one, a query, or nothing but signs is none; API_KEY says what belongs there; 80? is a port and a query.
    private static bool IsPassword(ReadOnlySpan<byte> text) =>
        !"$%*?&#="u8.Contains(text[0]) && text.ContainsAny(_letters) && text.ContainsAnyExcept(_ofNames)
        && text.TrimStart("0123456789"u8) is not [(byte)'?' or (byte)'#', ..];

    // user:pass%20word, username:pas:word, some_user:some_password: what shows where name and password stand.
    private static bool IsTemplate(ReadOnlySpan<byte> user, ReadOnlySpan<byte> password) =>
        (user.Length >= 4 && Ascii.EqualsIgnoreCase(user[..4], "user"u8) && Ascii.EqualsIgnoreCase(password[..2], "pa"u8))
        || (password.IndexOfAny((byte)'-', (byte)'_') > 0 && !password.ContainsAnyExcept(_ofWords) && SecretName.IsIn(password));
}
