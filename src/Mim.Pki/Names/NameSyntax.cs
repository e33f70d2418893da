using System.Buffers;

namespace Mim.Pki.Names;

/// <summary>The preferred syntax of names in certificates: ASCII only, international names as A-labels.</summary>
internal static class NameSyntax
{
    private static readonly SearchValues<char> LabelCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    private static readonly SearchValues<char> UriCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'()*+,;=%");

    private static readonly SearchValues<char> LocalPartCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-");

    /// <summary>Letters, digits and hyphens in labels of 1 to 63, at most 253 in all (RFC 1034 section 3.5).</summary>
    public static bool IsHostName(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > 253)
        {
            return false;
        }

        foreach (var range in name.Split('.'))
        {
            var label = name[range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-' || label.ContainsAnyExcept(LabelCharacters))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A host name whose leftmost label may be <c>*</c> (RFC 6125 section 6.4.3).</summary>
    public static bool IsDnsName(string name) => IsHostName(name.StartsWith("*.", StringComparison.Ordinal) ? name.AsSpan(2) : name);

    /// <summary>A host, or a domain with a leading period (RFC 5280 section 4.2.1.10).</summary>
    public static bool IsHostOrDomain(string name) => IsHostName(name.StartsWith('.') ? name.AsSpan(1) : name);

    public static bool IsEmail(string name)
    {
        var at = name.LastIndexOf('@');
        return at is > 0 and <= 64 && !name.AsSpan(0, at).ContainsAnyExcept(LocalPartCharacters) && IsHostName(name.AsSpan(at + 1));
    }

    /// <summary>Absolute, with a scheme-specific part, in the characters of RFC 3986.</summary>
    public static bool IsUri(string name) =>
        name.Length <= 2048 && !name.AsSpan().ContainsAnyExcept(UriCharacters)
        && System.Uri.TryCreate(name, UriKind.Absolute, out var uri) && name.Length > uri.Scheme.Length + 1
        && name.StartsWith(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase);
}
