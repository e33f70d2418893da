using System.Globalization;
using System.Net;
using Mim.Core.Issuing;

namespace Mim.Pki.Paths;

/// <summary>Whether a certificate is for a host (RFC 6125 section 6). The common name does not count.</summary>
internal static class HostNameRules
{
    private static readonly IdnMapping Idn = new();

    public static bool Matches(SubjectNames names, string host)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            return names.IPAddresses.Any(one => IPAddress.TryParse(one, out var own) && own.Equals(address));
        }

        return ToAscii(host.TrimEnd('.')) is { Length: > 0 } wanted && names.Dns.Any(name => Matches(name.TrimEnd('.'), wanted));
    }

    // A wildcard stands for one whole label, the leftmost, and never for a name directly under a top-level domain.
    private static bool Matches(string pattern, string host)
    {
        if (!pattern.StartsWith("*.", StringComparison.Ordinal))
        {
            return string.Equals(pattern, host, StringComparison.OrdinalIgnoreCase);
        }

        var rest = pattern.AsSpan(1);
        var dot = host.IndexOf('.');
        return dot > 0 && rest[1..].Contains('.') && rest.Equals(host.AsSpan(dot), StringComparison.OrdinalIgnoreCase);
    }

    private static string? ToAscii(string host)
    {
        try
        {
            return Idn.GetAscii(host);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
