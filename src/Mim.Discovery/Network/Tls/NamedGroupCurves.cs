using System.Security.Cryptography;
using Mim.Core.Discovery;

namespace Mim.Discovery.Network.Tls;

/// <summary>What the base library calls the groups.</summary>
internal static class NamedGroupCurves
{
    /// <summary>In the order they are offered.</summary>
    public static ushort[] All { get; } = [(ushort)NamedGroup.P256, (ushort)NamedGroup.P384, (ushort)NamedGroup.P521];

    /// <exception cref="EndpointException">It was not offered.</exception>
    public static ECCurve Curve(this NamedGroup group) => group switch
    {
        NamedGroup.P256 => ECCurve.NamedCurves.nistP256,
        NamedGroup.P384 => ECCurve.NamedCurves.nistP384,
        NamedGroup.P521 => ECCurve.NamedCurves.nistP521,
        _ => throw new EndpointException(FindingStatus.HandshakeFailed, $"it wants the key exchange group {(int)group}")
        {
            IsForOtherClients = true,
        },
    };
}
