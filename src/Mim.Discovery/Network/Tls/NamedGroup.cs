namespace Mim.Discovery.Network.Tls;

/// <summary>The curves that the base library computes with, as TLS numbers them. It has no X25519.</summary>
internal enum NamedGroup
{
    P256 = 23,
    P384 = 24,
    P521 = 25,
}
