namespace Mim.Discovery.Network.Upgrades;

/// <summary>Leads a connection from a protocol in clear to where TLS begins.</summary>
internal interface IUpgrade
{
    /// <summary>Returns when the next octets are those of TLS.</summary>
    /// <exception cref="EndpointException">The server speaks another protocol, or does not want TLS.</exception>
    ValueTask StartAsync(ProbeConnection connection, CancellationToken cancellationToken);
}
