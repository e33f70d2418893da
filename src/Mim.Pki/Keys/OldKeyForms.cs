using System.Formats.Asn1;
using Mim.Core.Issuing;
using Mim.Core.Sealing;

namespace Mim.Pki.Keys;

/// <summary>Wraps the key forms from before PKCS#8.</summary>
internal static class OldKeyForms
{
    private static readonly Asn1Tag CurveTag = new(TagClass.ContextSpecific, 0);

    /// <summary>PKCS#8 of an RSAPrivateKey (RFC 8017 appendix A.1.2).</summary>
    public static KeyMaterial WrapRsa(ReadOnlySpan<byte> der) => Wrap(der, PublicKeyInfo.Rsa, writer => writer.WriteNull());

    /// <summary>PKCS#8 of an ECPrivateKey (RFC 5915), which names its curve itself.</summary>
    /// <param name="der">The key.</param>
    /// <param name="curve">DER of the curve from elsewhere, for keys that do not.</param>
    public static KeyMaterial WrapCurve(ReadOnlyMemory<byte> der, ReadOnlyMemory<byte>? curve)
    {
        var key = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        key.ReadIntegerBytes();
        if (!key.TryReadPrimitiveOctetString(out _))
        {
            throw new AsnContentException("The key is not an octet string.");
        }

        var named = key.NextIs(CurveTag) ? key.ReadSequence(CurveTag).ReadEncodedValue() : curve;
        return named is { } parameters
            ? Wrap(der.Span, PublicKeyInfo.EllipticCurve, writer => writer.WriteEncodedValue(parameters.Span))
            : throw new AsnContentException("The key does not name its curve.");
    }

    private static KeyMaterial Wrap(ReadOnlySpan<byte> key, string algorithm, Action<AsnWriter> writeParameters)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER, key.Length + 64);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(algorithm);
                writeParameters(writer);
            }

            writer.WriteOctetString(key);
        }

        var result = KeyMaterial.Take(writer.Encode());

        // Resetting zeroes the writer's own buffer.
        writer.Reset();
        return result;
    }
}
