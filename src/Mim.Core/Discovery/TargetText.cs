using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mim.Core.Discovery;

/// <summary>
/// One target as people write it: <c>web01</c>, <c>10.0.0.0/24:8443</c>, <c>10.0.0.1-20</c>, <c>[2001:db8::1]:443</c>,
/// <c>web01 443,8443</c>.
/// </summary>
/// <param name="Name">A host name; null for addresses.</param>
/// <param name="Hosts">The addresses that are hosts: of an IPv4 block neither its first nor its last.</param>
/// <param name="All">All addresses of it.</param>
/// <param name="Scope">Zone of a link-local address (RFC 4007); 0 for none.</param>
/// <param name="Ports">Null when the text names none.</param>
internal sealed record TargetText(string? Name, AddressRange Hosts, AddressRange All, long Scope, IReadOnlyList<int>? Ports)
{
    /// <summary>Less one. As many as IPv4 has: a usual network of IPv6 has more than anybody can ask in a lifetime.</summary>
    private const uint Most = uint.MaxValue;

    /// <summary>Whether it stands for one host only.</summary>
    public bool IsSingle => All.First == All.Last;

    /// <summary>Whether it has more addresses than anybody can ask.</summary>
    public bool IsEndless => All.Last - All.First > Most;

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming the text.</exception>
    public static TargetText Parse(string text)
    {
        if (text.TrimStart() is ['/' or '.' or '~', ..] || text.Contains('\\', StringComparison.Ordinal))
        {
            throw Invalid(text, "it looks like a path, and -Path is for those");
        }

        var (host, ports) = SplitPorts(text.Trim(), text);
        return Block(host, ports, text)
            ?? Range(host, ports, text)
            ?? Single(host, ports)
            ?? new TargetText(HostName.Parse(host, text), default, default, 0, ports);
    }

    public static MimException Invalid(string text, string why) =>
        new(MimErrorCause.InvalidArgument, $"'{text}' is no target: {why}.", text);

    private static (string Host, IReadOnlyList<int>? Ports) SplitPorts(string trimmed, string text)
    {
        if (trimmed.IndexOfAny([' ', '\t']) is > 0 and var space)
        {
            return (Unbracketed(trimmed[..space]), PortList(trimmed[space..], text));
        }

        if (trimmed.Contains("://", StringComparison.Ordinal))
        {
            throw Invalid(text, "a URL; write its host and its port");
        }

        if (trimmed.StartsWith('['))
        {
            var end = trimmed.IndexOf(']', StringComparison.Ordinal);
            return trimmed[(end + 1)..] switch
            {
                _ when end < 0 => throw Invalid(text, "its bracket is not closed"),
                "" => (trimmed[1..end], null),
                [':', .. var ports] => (trimmed[1..end], PortList(ports, text)),
                _ => throw Invalid(text, "a port follows the bracket after a colon"),
            };
        }

        // Two colons and more are an address of IPv6, whose port needs brackets.
        var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && colon == trimmed.LastIndexOf(':')
            ? (trimmed[..colon], PortList(trimmed[(colon + 1)..], text))
            : (trimmed, null);
    }

    private static string Unbracketed(string host) => host is ['[', .. var inner, ']'] ? inner : host;

    private static List<int> PortList(string ports, string text) =>
        [.. ports.Split(',', StringSplitOptions.TrimEntries).Select(port => Port(port, text)).Distinct()];

    private static int Port(string port, string text) =>
        int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && EndpointTargets.IsPort(number)
            ? number
            : throw Invalid(text, $"'{port}' is no port from 1 to 65535");

    private static TargetText? Block(string host, IReadOnlyList<int>? ports, string text)
    {
        var slash = host.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return null;
        }

        var address = Address(host[..slash]) ?? throw Invalid(text, $"'{host[..slash]}' is no address");
        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        if (!int.TryParse(host.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > bits)
        {
            throw Invalid(text, $"the length of a prefix is 0 to {bits}");
        }

        // People write the address of an interface as well as that of the network.
        var size = length == bits ? UInt128.Zero : UInt128.MaxValue >> (128 - bits + length);
        var first = AddressRange.Number(address) & ~size;
        var all = new AddressRange(first, first + size);
        var hasEnds = bits == 32 && length < 31;
        return new TargetText(null, hasEnds ? new AddressRange(all.First + 1, all.Last - 1) : all, all, ScopeOf(address), ports);
    }

    private static TargetText? Range(string host, IReadOnlyList<int>? ports, string text)
    {
        var dash = host.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || Address(host[..dash]) is not { } from || Address(End(host[..dash], host[(dash + 1)..])) is not { } to)
        {
            return null;
        }

        var range = new AddressRange(AddressRange.Number(from), AddressRange.Number(to));
        if (range.Last < range.First || from.AddressFamily != to.AddressFamily)
        {
            throw Invalid(text, "a range goes upwards within one family of addresses");
        }

        return new TargetText(null, range, range, 0, ports);
    }

    // 10.0.0.1-20 ends at 10.0.0.20.
    private static string End(string from, string end) => end.All(char.IsAsciiDigit) ? from[..(from.LastIndexOf('.') + 1)] + end : end;

    private static TargetText? Single(string host, IReadOnlyList<int>? ports)
    {
        if (Address(host) is not { } address)
        {
            return null;
        }

        var number = AddressRange.Number(address);
        var range = new AddressRange(number, number);
        return new TargetText(null, range, range, ScopeOf(address), ports);
    }

    private static long ScopeOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? address.ScopeId : 0;

    // The base library reads 10.1, 0x7F000001 and 010.0.0.1 too, each as something else than its writer may have meant.
    private static IPAddress? Address(string text) =>
        IPAddress.TryParse(text, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text)
            ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
            : null;
}
