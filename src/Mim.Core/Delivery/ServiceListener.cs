using System.Globalization;
using System.Text.Json.Serialization;
using Mim.Core.Discovery;

namespace Mim.Core.Delivery;

/// <summary>Where a service listens.</summary>
/// <param name="Host">A host name, every address of which is asked, or an address.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="StartTls">How a connection becomes TLS.</param>
public sealed record ServiceListener(string Host, int Port, StartTls StartTls = StartTls.Auto)
{
    /// <summary><see cref="StartTls"/>, by the port where it is left to that.</summary>
    [JsonIgnore]
    public StartTls Protocol => StartTlsPorts.Resolve(StartTls, Port);

    /// <summary>Reads <c>web01:443</c>, <c>127.0.0.1:8443</c>, <c>[::1]:443</c>.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming the text.</exception>
    public static ServiceListener Parse(string text, StartTls startTls = StartTls.Auto)
    {
        var target = TargetText.Parse(text);
        return target is { Ports: [var port] } && (target.Name ?? Only(target)) is { } host
            ? new ServiceListener(host, port, startTls)
            : throw new MimException(MimErrorCause.InvalidArgument, $"'{text}' is no listener: write one host and one port, for example web01:443.", text);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    private static string? Only(TargetText target) =>
        target.All.Count == 1 ? AddressRange.Address(target.All.First, target.Scope).ToString() : null;
}
