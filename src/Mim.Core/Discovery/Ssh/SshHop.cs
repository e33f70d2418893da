using System.Globalization;

namespace Mim.Core.Discovery.Ssh;

/// <summary>A host on the way to another.</summary>
/// <param name="User">Account; null for that of the client's configuration.</param>
/// <param name="Host">Name or address, without brackets.</param>
/// <param name="Port">Null for that of the client's configuration.</param>
public sealed record SshHop(string? User, string Host, int? Port)
{
    /// <summary>Reads <c>[user@]host[:port]</c>, an IPv6 address with a port in brackets.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: the port is no number.</exception>
    public static SshHop Parse(string text)
    {
        var at = text.LastIndexOf('@');
        var place = text[(at + 1)..];
        var bracket = place.LastIndexOf(']');
        var colon = place.LastIndexOf(':');

        // More than one colon outside of brackets is an address without a port.
        var hasPort = colon > bracket && place.IndexOf(':', bracket + 1) == colon;
        return new SshHop(
            at < 0 ? null : text[..at],
            (hasPort ? place[..colon] : place).Trim('[', ']'),
            hasPort ? PortOf(place[(colon + 1)..], text) : null);
    }

    private static int PortOf(string digits, string text) => ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        ? port
        : throw new MimException(MimErrorCause.InvalidArgument, $"'{text}' is no host to go through: its port is no number.", text);
}
