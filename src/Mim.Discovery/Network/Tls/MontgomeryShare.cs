using System.Security.Cryptography;

namespace Mim.Discovery.Network.Tls;

/// <summary>On the curves of RFC 7748.</summary>
internal sealed class MontgomeryShare : KeyShare
{
    private readonly MontgomeryCurve _curve;
    private readonly byte[] _scalar;

    public MontgomeryShare(NamedGroup group, MontgomeryCurve curve)
        : base(group)
    {
        _curve = curve;
        _scalar = RandomNumberGenerator.GetBytes(curve.Size);
        PublicKey = curve.Multiply(_scalar, curve.Base);
    }

    public override byte[] PublicKey { get; }

    public override byte[] Agree(ReadOnlySpan<byte> otherKey)
    {
        var secret = otherKey.Length == _curve.Size ? _curve.Multiply(_scalar, otherKey) : [];
        return secret.AsSpan().ContainsAnyExcept((byte)0) ? secret : throw NoKey();
    }
}
