namespace Mim.Discovery.Network.Tls;

/// <summary>The groups that are offered.</summary>
internal static class NamedGroups
{
    /// <summary>
    /// In the order they are offered. The last ones – brainpool (RFC 7027), secp256k1, secp224r1, secp192r1 – are of TLS 1.2 and
    /// before, where a server shows its certificate before anything is agreed on, so that nothing has to be computed on them.
    /// </summary>
    public static ushort[] All { get; } =
    [
        (ushort)NamedGroup.P256, (ushort)NamedGroup.P384, (ushort)NamedGroup.P521, (ushort)NamedGroup.X25519, (ushort)NamedGroup.X448,
        26, 27, 28, 22, 21, 19,
    ];
}
