namespace Mim.Discovery.Network.Upgrades;

/// <summary>Servers of this protocol may be set to TLS from the first octet, and then hang up on who asks in clear.</summary>
internal interface ITlsAtOnce
{
    /// <summary>What such a server is to be offered by ALPN (RFC 7301).</summary>
    string Protocol { get; }
}
