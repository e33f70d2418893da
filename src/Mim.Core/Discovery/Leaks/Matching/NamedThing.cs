using System.Buffers;

namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>What is written where secrets are and names something: members of types, and people.</summary>
internal static class NamedThing
{
    private const int LeastWord = 4;

    private static readonly SearchValues<byte> _beforeAt =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-"u8);

    private static readonly SearchValues<byte> _ofNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"u8);

    /// <summary><c>X25519.PointSize</c>, <c>Org.Company.IgnorePassword</c>: each part begins with a capital, the last one is words.</summary>
    public static bool IsMember(ReadOnlySpan<byte> value)
    {
        var last = value[(value.LastIndexOf((byte)'.') + 1)..];
        if (last.Length == value.Length || last.Length < LeastWord || !last.ContainsAnyInRange((byte)'a', (byte)'z') || !IsLetters(last))
        {
            return false;
        }

        foreach (var part in value.Split((byte)'.'))
        {
            var word = value[part];
            if (word.IsEmpty || word[0] is not (>= (byte)'A' and <= (byte)'Z') || !IsLetters(word.TrimEnd("0123456789"u8)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary><c>new_secret.base32</c>: names joined by dots, as programs call what they have.</summary>
    public static bool IsProperty(ReadOnlySpan<byte> value)
    {
        if (!value.Contains((byte)'.'))
        {
            return false;
        }

        foreach (var part in value.Split((byte)'.'))
        {
            var word = value[part].TrimEnd("0123456789"u8);
            if (word.IsEmpty || word.ContainsAnyExcept(_ofNames))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A mail address at one of the domains that most are at, which other values hardly end with.</summary>
    public static bool IsMailAddress(ReadOnlySpan<byte> value)
    {
        var at = value.LastIndexOf((byte)'@');
        return at > 0 && !value[..at].ContainsAnyExcept(_beforeAt)
            && (value.EndsWith(".com"u8) || value.EndsWith(".org"u8) || value.EndsWith(".net"u8) || value.EndsWith(".test"u8));
    }

    private static bool IsLetters(ReadOnlySpan<byte> text) => !text.IsEmpty && OctetClass.Alphanumeric.RunAt(text) == text.Length
        && !text.ContainsAnyInRange((byte)'0', (byte)'9');
}
