using System.Formats.Asn1;

namespace Mim.Pki.Keys;

/// <summary>Where the parts of a PKCS#8 key lie (RFC 5958 section 2); it copies nothing secret.</summary>
/// <param name="Algorithm">Object identifier.</param>
/// <param name="Curve">Named curve; null for other algorithms.</param>
/// <param name="Key">The private key's octets within the PKCS#8.</param>
internal readonly record struct PrivateKeyInfo(string Algorithm, string? Curve, Range Key)
{
    public static PrivateKeyInfo Read(ReadOnlySpan<byte> pkcs8)
    {
        const AsnEncodingRules Rules = AsnEncodingRules.BER;
        AsnDecoder.ReadSequence(pkcs8, Rules, out var offset, out var length, out _);
        var end = offset + length;
        _ = AsnDecoder.ReadIntegerBytes(pkcs8[offset..end], Rules, out var consumed);
        offset += consumed;
        AsnDecoder.ReadSequence(pkcs8[offset..end], Rules, out var inner, out var innerLength, out consumed);
        var algorithm = pkcs8.Slice(offset + inner, innerLength);
        offset += consumed;
        var oid = AsnDecoder.ReadObjectIdentifier(algorithm, Rules, out var oidLength);
        var parameters = algorithm[oidLength..];
        var curve = oid == Core.Issuing.PublicKeyInfo.EllipticCurve && !parameters.IsEmpty && parameters[0] == 0x06
            ? AsnDecoder.ReadObjectIdentifier(parameters, Rules, out _)
            : null;
        if (!AsnDecoder.TryReadPrimitiveOctetString(pkcs8[offset..end], Rules, out var key, out consumed))
        {
            throw new AsnContentException();
        }

        var keyEnd = offset + consumed;
        return new PrivateKeyInfo(oid, curve, (keyEnd - key.Length)..keyEnd);
    }

    /// <summary>The 32 octets in a CurvePrivateKey (RFC 8410 section 7).</summary>
    public static ReadOnlySpan<byte> EdwardsSeed(ReadOnlySpan<byte> key) =>
        AsnDecoder.TryReadPrimitiveOctetString(key, AsnEncodingRules.DER, out var seed, out _) && seed.Length == 32
            ? seed
            : throw new AsnContentException();
}
