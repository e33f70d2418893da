using System.Text;

namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Names of settings, and whether they promise a secret.</summary>
internal static class SecretName
{
    private const int Longest = 64;

    private static readonly byte[][] _words =
        [.. ((string[])["key", "token", "secret", "pass", "pwd", "auth", "cred", "pat"]).Select(Encoding.ASCII.GetBytes)];

    /// <summary>What a name ends with that is given to something else about a secret.</summary>
    private static readonly byte[][] _others =
    [
        .. ((string[])["name", "host", "user", "port", "url", "uri", "path", "file", "type", "label", "endpoint", "region", "instance", "algorithm", "id", "time"]).Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>What is made for one page or form, and opens nothing else.</summary>
    private static readonly byte[][] _ofForms =
        [.. ((string[])["authenticity", "csrf", "xsrf", "antiforgery", "verificationtoken"]).Select(Encoding.ASCII.GetBytes)];

    /// <summary>The name that a keyword is part of.</summary>
    public static ReadOnlySpan<byte> Around(ReadOnlySpan<byte> text, OctetRange keyword)
    {
        var start = keyword.Start - OctetClass.Name.RunBefore(text[Math.Max(0, keyword.Start - Longest)..keyword.Start]);
        var after = text[keyword.End..Math.Min(text.Length, keyword.End + Longest)];
        return text[start..(keyword.End + OctetClass.Name.RunAt(after))];
    }

    /// <summary>The name at the end of <paramref name="text"/>, quoted or not; empty when there is none.</summary>
    public static ReadOnlySpan<byte> Before(ReadOnlySpan<byte> text)
    {
        var name = text.TrimEnd("\"' \t"u8);
        return name[^OctetClass.Name.RunBefore(name)..];
    }

    /// <summary>
    /// Whether the name that goes on after a keyword is that of something else: <c>credentials.host</c>, <c>secretName</c>,
    /// <c>SecretKeyFactory.getInstance</c>.
    /// </summary>
    public static bool IsOfOther(ReadOnlySpan<byte> text, OctetRange keyword)
    {
        if (Has(Around(text, keyword), _ofForms))
        {
            return true;
        }

        var after = text[keyword.End..Math.Min(text.Length, keyword.End + Longest)];
        after = after[..OctetClass.Name.RunAt(after)];
        foreach (var word in _others)
        {
            if (after.Length >= word.Length && Ascii.EqualsIgnoreCase(after[^word.Length..], word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a name promises a secret.</summary>
    public static bool IsIn(ReadOnlySpan<byte> name) => Has(name, _words);

    private static bool Has(ReadOnlySpan<byte> name, byte[][] words)
    {
        Span<byte> folded = stackalloc byte[3 * Longest];
        name = name.Length > folded.Length ? name[^folded.Length..] : name;
        Ascii.ToLower(name, folded, out var length);
        foreach (var word in words)
        {
            if (folded[..length].IndexOf(word) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
