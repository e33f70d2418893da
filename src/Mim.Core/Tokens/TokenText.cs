using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Discovery.Leaks.Checks;
using Mim.Core.Sealing;

namespace Mim.Core.Tokens;

/// <summary>
/// Opaque tokens as text: a prefix by which people and scanners know whose they are, 42 random letters and digits (250 bits), and six more
/// that are a checksum of those, so that one cut short is told from one that is wrong without a look into the store.
/// </summary>
internal static class TokenText
{
    /// <summary>Of tokens that machines show to services.</summary>
    public const string ApiPrefix = "mim_";

    /// <summary>Of tokens that fetch a secret once.</summary>
    public const string HandOffPrefix = "mimh_";

    private const int RandomLength = 42;

    private static readonly SearchValues<byte> _lettersAndDigits = SearchValues.Create(TokenChecksum.Digits);

    /// <summary>ASCII, in a buffer that the caller disposes.</summary>
    public static KeyMaterial Generate(string prefix)
    {
        var token = new KeyMaterial(LengthWith(prefix));
        Encoding.ASCII.GetBytes(prefix, token.Span);
        var random = token.Span.Slice(prefix.Length, RandomLength);
        RandomNumberGenerator.GetItems(TokenChecksum.Digits, random);
        TokenChecksum.Write(random, token.Span[^TokenChecksum.Length..]);
        return token;
    }

    /// <summary>Whether a text has the form and the checksum of a token with that prefix.</summary>
    public static bool IsWhole(string prefix, ReadOnlySpan<byte> text) =>
        text.Length == LengthWith(prefix)
        && Ascii.Equals(text[..prefix.Length], prefix)
        && !text[prefix.Length..].ContainsAnyExcept(_lettersAndDigits)
        && TokenChecksum.IsRight(text);

    private static int LengthWith(string prefix) => prefix.Length + RandomLength + TokenChecksum.Length;
}
