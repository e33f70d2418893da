using Mim.Core.Discovery;

namespace Mim.Discovery.Network.Tls;

/// <summary>A key pair to agree on keys with.</summary>
internal abstract class KeyShare(NamedGroup group) : IDisposable
{
    public NamedGroup Group { get; } = group;

    /// <summary>As RFC 8446 section 4.2.8.2 puts it on the wire.</summary>
    public abstract byte[] PublicKey { get; }

    /// <exception cref="EndpointException">Of a group that was not offered.</exception>
    public static KeyShare Create(NamedGroup group) => group switch
    {
        NamedGroup.P256 or NamedGroup.P384 or NamedGroup.P521 => new PointShare(group),
        NamedGroup.X25519 => new MontgomeryShare(group, MontgomeryCurve.X25519),
        NamedGroup.X448 => new MontgomeryShare(group, MontgomeryCurve.X448),
        _ => throw new EndpointException(FindingStatus.HandshakeFailed, $"it wants the key exchange group {(int)group}")
        {
            IsForOtherClients = true,
        },
    };

    /// <summary>The secret that both ends compute.</summary>
    /// <exception cref="EndpointException">The other key is none of the group.</exception>
    public abstract byte[] Agree(ReadOnlySpan<byte> otherKey);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected static EndpointException NoKey() => EndpointException.Handshake("its key share is no point of the curve");

    protected virtual void Dispose(bool disposing)
    {
    }
}
