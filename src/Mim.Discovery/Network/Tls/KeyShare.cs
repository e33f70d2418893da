using System.Security.Cryptography;

namespace Mim.Discovery.Network.Tls;

/// <summary>A key pair to agree on keys with.</summary>
internal sealed class KeyShare : IDisposable
{
    private const byte Uncompressed = 4;
    private readonly ECDiffieHellman _pair;

    public KeyShare(NamedGroup group)
    {
        Group = group;
        _pair = ECDiffieHellman.Create(group.Curve());
        var point = _pair.ExportParameters(includePrivateParameters: false).Q;
        PublicPoint = [Uncompressed, .. point.X!, .. point.Y!];
    }

    public NamedGroup Group { get; }

    /// <summary>RFC 8446 section 4.2.8.2.</summary>
    public byte[] PublicPoint { get; }

    /// <summary>The secret that both ends compute.</summary>
    /// <exception cref="EndpointException">The other point is none of the curve.</exception>
    public byte[] Agree(ReadOnlySpan<byte> otherPoint)
    {
        var size = (PublicPoint.Length - 1) / 2;
        if (otherPoint.Length != PublicPoint.Length || otherPoint[0] != Uncompressed)
        {
            throw EndpointException.Handshake("its key share is no point of the curve");
        }

        try
        {
            var parameters = new ECParameters
            {
                Curve = Group.Curve(),
                Q = new ECPoint { X = otherPoint.Slice(1, size).ToArray(), Y = otherPoint[(1 + size)..].ToArray() },
            };
            using var other = ECDiffieHellman.Create(parameters);
            using var point = other.PublicKey;
            return _pair.DeriveRawSecretAgreement(point);
        }
        catch (CryptographicException)
        {
            throw EndpointException.Handshake("its key share is no point of the curve");
        }
    }

    public void Dispose() => _pair.Dispose();
}
