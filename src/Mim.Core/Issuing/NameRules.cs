using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mim.Core.Issuing;

/// <summary>Brings names into the form certificates hold (RFC 5280 section 7, RFC 5890), or refuses them.</summary>
public static class NameRules
{
    private const int MaximumDnsLength = 253;
    private const int MaximumNameLength = 256;
    private const int MaximumLabelLength = 63;
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidName"/>, naming the name.</exception>
    public static SubjectNames Normalize(SubjectNames names) => new()
    {
        Dns = Each(names.Dns, Dns),
        IPAddresses = Each(names.IPAddresses, Address),
        Uris = Each(names.Uris, ResourceName),
        Emails = Each(names.Emails, Email),
    };

    /// <summary>Subtrees: domains without wildcard, CIDR blocks, mailboxes or hosts, hosts of URIs.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidName"/>.</exception>
    public static NameConstraints Normalize(NameConstraints constraints) => new()
    {
        Permitted = Subtrees(constraints.Permitted),
        Excluded = Subtrees(constraints.Excluded),
    };

    /// <summary>Whether <paramref name="text"/> can stand as a DNS name in a certificate.</summary>
    public static bool IsDnsName(string text) => TryDns(text, out _);

    /// <summary>An identity's name: 1 to 256 characters without control characters or surrounding spaces.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidName"/>.</exception>
    public static string IdentityName(string? name)
    {
        var trimmed = name?.Trim() ?? string.Empty;
        if (trimmed.Length is 0 or > MaximumNameLength || trimmed.Any(char.IsControl))
        {
            throw new MimException(MimErrorCause.InvalidName, $"'{trimmed}' is no name: 1 to {MaximumNameLength} characters, none of them control characters.", name);
        }

        return trimmed;
    }

    private static SubjectNames Subtrees(SubjectNames trees) => new()
    {
        Dns = Each(trees.Dns, tree => tree.Length == 0 ? tree : Dns(tree.TrimStart('.'))),
        IPAddresses = Each(trees.IPAddresses, tree => IPNetwork.TryParse(tree, out var network) ? network.ToString() : throw Invalid(tree, "an address block such as 10.0.0.0/8")),
        Uris = Each(trees.Uris, HostTree),
        Emails = Each(trees.Emails, tree => tree.Contains('@', StringComparison.Ordinal) ? Email(tree) : HostTree(tree)),
    };

    private static string HostTree(string tree) => tree.StartsWith('.') ? "." + Dns(tree[1..]) : Dns(tree);

    private static List<string> Each(IReadOnlyList<string> names, Func<string, string> normalize) =>
        [.. names.Select(name => normalize(name.Trim())).Distinct(StringComparer.Ordinal)];

    private static string Dns(string name) => TryDns(name, out var ascii)
        ? ascii
        : throw Invalid(name, "a DNS name: labels of 1 to 63 letters, digits and hyphens, 253 characters in all, a wildcard only as the whole first label");

    private static bool TryDns(string name, out string ascii)
    {
        ascii = string.Empty;
        var (wildcard, host) = name.StartsWith("*.", StringComparison.Ordinal) ? ("*.", name[2..]) : (string.Empty, name);
        host = host.EndsWith('.') ? host[..^1] : host;
        if (IsPlainHost(host))
        {
            ascii = wildcard + host;
            return ascii.Length <= MaximumDnsLength;
        }

        if (host.Length == 0 || host.EndsWith('.') || host.Contains('_', StringComparison.Ordinal) || IPAddress.TryParse(host, out _))
        {
            return false;
        }

        try
        {
            ascii = wildcard + Idn.GetAscii(host).ToLowerInvariant();
            return ascii.Length <= MaximumDnsLength;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether a name already stands as it has to, which nearly all do: labels of lower-case letters, digits and single hyphens,
    /// the last of which begins with a letter, so that it is no address either.
    /// </summary>
    private static bool IsPlainHost(ReadOnlySpan<char> host)
    {
        if (host.ContainsAnyExcept(PlainCharacters) || host.Contains("--", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var label in host.Split('.'))
        {
            if (host[label] is not { Length: > 0 and <= MaximumLabelLength } text || text[0] == '-' || text[^1] == '-')
            {
                return false;
            }
        }

        return char.IsAsciiLetterLower(host[host.LastIndexOf('.') + 1]);
    }

    private static string Address(string address) =>
        IPAddress.TryParse(address, out var parsed) && IsPlain(address, parsed)
            ? parsed.ToString()
            : throw Invalid(address, "an IP address");

    /// <summary>No zone, no port, and none of the octal, hexadecimal and short spellings that programs read differently.</summary>
    private static bool IsPlain(string address, IPAddress parsed) => parsed.AddressFamily == AddressFamily.InterNetwork
        ? parsed.ToString() == address
        : address.AsSpan().IndexOfAny("%[]") < 0;

    private static string ResourceName(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && !uri.Any(char.IsWhiteSpace) && !parsed.IsFile
            ? (parsed.Host.Length > 0 && parsed.HostNameType == UriHostNameType.Dns ? WithAsciiHost(parsed) : parsed.AbsoluteUri)
            : throw Invalid(uri, "an absolute URI");

    private static string WithAsciiHost(Uri uri) => new UriBuilder(uri) { Host = uri.IdnHost, Port = uri.IsDefaultPort ? -1 : uri.Port }.Uri.AbsoluteUri;

    private static string Email(string address)
    {
        var at = address.LastIndexOf('@');
        return at is > 0 and <= 64 && address[..at].All(character => character is > ' ' and < (char)127 and not ('<' or '>' or '(' or ')' or ',' or ';' or ':' or '"' or '\\' or '[' or ']'))
            ? address[..(at + 1)] + Dns(address[(at + 1)..])
            : throw Invalid(address, "a mail address");
    }

    private static MimException Invalid(string name, string wanted) =>
        new(MimErrorCause.InvalidName, $"'{name}' is not {wanted}.", name);
}
