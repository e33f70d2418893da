using System.Security.Cryptography;

namespace Mim.Discovery.Network.Tls;

/// <summary>On the curves of NIST, which the base library computes with.</summary>
internal sealed class PointShare : KeyShare
{
    private const byte Uncompressed = 4;
    private readonly ECCurve _curve;
    private readonly ECDiffieHellman _pair;

    public PointShare(NamedGroup group)
        : base(group)
    {
        _curve = group switch
        {
            NamedGroup.P256 => ECCurve.NamedCurves.nistP256,
            NamedGroup.P384 => ECCurve.NamedCurves.nistP384,
            _ => ECCurve.NamedCurves.nistP521,
        };
        _pair = ECDiffieHellman.Create(_curve);
        var point = _pair.ExportParameters(includePrivateParameters: false).Q;
        PublicKey = [Uncompressed, .. point.X!, .. point.Y!];
    }

    public override byte[] PublicKey { get; }

    public override byte[] Agree(ReadOnlySpan<byte> otherKey)
    {
        var size = (PublicKey.Length - 1) / 2;
        if (otherKey.Length != PublicKey.Length || otherKey[0] != Uncompressed)
        {
            throw NoKey();
        }

        try
        {
            var parameters = new ECParameters
            {
                Curve = _curve,
                Q = new ECPoint { X = otherKey.Slice(1, size).ToArray(), Y = otherKey[(1 + size)..].ToArray() },
            };
            using var other = ECDiffieHellman.Create(parameters);
            using var point = other.PublicKey;
            return _pair.DeriveRawSecretAgreement(point);
        }
        catch (CryptographicException)
        {
            throw NoKey();
        }
    }

    protected override void Dispose(bool disposing)
    {
        _pair.Dispose();
        base.Dispose(disposing);
    }
}
