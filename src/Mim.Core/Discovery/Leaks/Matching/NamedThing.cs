using System.Buffers;
using System.Text;

namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>What is written where secrets are and names something: members of types, and people.</summary>
internal static class NamedThing
{
    private const int LeastWord = 4;

    private static readonly SearchValues<byte> _beforeAt =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-"u8);

    private static readonly SearchValues<byte> _ofNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"u8);

    private static readonly (byte[] Name, string[] Numbers)[] _algorithms =
    [
        ("base"u8.ToArray(), ["16", "32", "58", "64"]), ("sha"u8.ToArray(), ["1", "2", "3", "224", "256", "384", "512"]), ("md"u8.ToArray(), ["4", "5"]),
        ("pbkdf"u8.ToArray(), ["2"]), ("oauth"u8.ToArray(), ["1", "2"]), ("utf"u8.ToArray(), ["8", "16"]), ("aes"u8.ToArray(), ["128", "192", "256"]),
        ("argon"u8.ToArray(), ["2"]),
    ];

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

    /// <summary><c>PBKDF2WithHmacSHA512</c>, <c>secretBase64Encoded</c>: the digits are those of an algorithm, the rest is words.</summary>
    public static bool IsAlgorithm(ReadOnlySpan<byte> value)
    {
        var isOne = false;
        for (var at = 0; at < value.Length; at++)
        {
            if (_ofNames.Contains(value[at]) || value[at] == '-')
            {
                continue;
            }

            var number = value[at..^value[at..].TrimStart("0123456789"u8).Length];
            if (!IsAfterAlgorithm(value[..at], number))
            {
                return false;
            }

            isOne = true;
            at += number.Length - 1;
        }

        return isOne;
    }

    /// <summary>Base64 of a public key of RSA or P-256 (RFC 5280, section 4.1.2.7), which is no secret whatever it is called.</summary>
    public static bool IsPublicKey(ReadOnlySpan<byte> value) =>
        value.StartsWith("M"u8) && (value.IndexOf("hkiG9w0BAQEFAAOC"u8) >= 0 || value.IndexOf("GCSqGSIb3DQEBAQUAA4"u8) >= 0
        || value.StartsWith("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"u8));

    /// <summary>A mail address at one of the domains that most are at, which other values hardly end with.</summary>
    public static bool IsMailAddress(ReadOnlySpan<byte> value)
    {
        var at = value.LastIndexOf((byte)'@');
        return at > 0 && !value[..at].ContainsAnyExcept(_beforeAt)
            && (value.EndsWith(".com"u8) || value.EndsWith(".org"u8) || value.EndsWith(".net"u8) || value.EndsWith(".test"u8));
    }

    private static bool IsAfterAlgorithm(ReadOnlySpan<byte> before, ReadOnlySpan<byte> number)
    {
        foreach (var (name, numbers) in _algorithms)
        {
            if (before.Length >= name.Length && Ascii.EqualsIgnoreCase(before[^name.Length..], name) && numbers.AsSpan().IndexOf(Encoding.ASCII.GetString(number)) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLetters(ReadOnlySpan<byte> text) => !text.IsEmpty && OctetClass.Alphanumeric.RunAt(text) == text.Length
        && !text.ContainsAnyInRange((byte)'0', (byte)'9');
}
