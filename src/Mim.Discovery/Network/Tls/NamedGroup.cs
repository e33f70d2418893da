namespace Mim.Discovery.Network.Tls;

/// <summary>The groups that keys are agreed on in here (RFC 8446 section 4.2.7), as TLS numbers them.</summary>
internal enum NamedGroup
{
    P256 = 23,
    P384 = 24,
    P521 = 25,
    X25519 = 29,
    X448 = 30,
}
