using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Core.Sealing;

namespace Mim.Pki.Keys;

/// <summary>
/// The fixed octets around a curve's keys. All keys of a curve have the same length, so that encoding one is three copies, and
/// the private number never passes through a buffer that is not zeroed.
/// </summary>
internal sealed class CurveTemplate
{
    private readonly byte[] _publicPrefix;
    private readonly byte[] _privatePrefix;
    private readonly byte[] _privateMiddle;

    private CurveTemplate(KeyAlgorithm algorithm, string oid, ECCurve curve, HashAlgorithmName hash, int fieldLength)
    {
        Algorithm = algorithm;
        Curve = curve;
        Hash = hash;
        FieldLength = fieldLength;
        var point = new byte[(2 * fieldLength) + 1];
        var pkcs8 = Asn1Writing.Encode(writer => WritePrivate(writer, oid, new byte[fieldLength], point));
        var publicInfo = Asn1Writing.Encode(writer => WritePublic(writer, oid, point));
        _publicPrefix = publicInfo[..^point.Length];

        // Between the two comes the header of [1] BIT STRING: two tags, their lengths and the count of unused bits.
        var tail = Asn1Writing.Encode(writer => WritePoint(writer, point)).Length - point.Length;
        _privateMiddle = pkcs8[^(tail + point.Length)..^point.Length];
        _privatePrefix = pkcs8[..^(fieldLength + tail + point.Length)];
    }

    public static CurveTemplate P256 { get; } =
        new(KeyAlgorithm.EcdsaP256, Oids.P256, ECCurve.NamedCurves.nistP256, HashAlgorithmName.SHA256, 32);

    public static CurveTemplate P384 { get; } =
        new(KeyAlgorithm.EcdsaP384, Oids.P384, ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384, 48);

    public static CurveTemplate P521 { get; } =
        new(KeyAlgorithm.EcdsaP521, Oids.P521, ECCurve.NamedCurves.nistP521, HashAlgorithmName.SHA512, 66);

    public KeyAlgorithm Algorithm { get; }

    public ECCurve Curve { get; }

    public HashAlgorithmName Hash { get; }

    private int FieldLength { get; }

    public static CurveTemplate? Find(string? oid) => oid switch
    {
        Oids.P256 => P256,
        Oids.P384 => P384,
        Oids.P521 => P521,
        _ => null,
    };

    /// <summary>SubjectPublicKeyInfo with the point uncompressed (RFC 5480 section 2).</summary>
    public byte[] EncodePublic(ECPoint point)
    {
        var result = new byte[_publicPrefix.Length + 1 + (2 * FieldLength)];
        _publicPrefix.CopyTo(result, 0);
        CopyPoint(point, result.AsSpan(_publicPrefix.Length));
        return result;
    }

    /// <summary>PKCS#8 with the public key inside (RFC 5915 section 3).</summary>
    public KeyMaterial EncodePrivate(ECParameters parameters)
    {
        var middle = _privatePrefix.Length + FieldLength;
        var material = new KeyMaterial(middle + _privateMiddle.Length + 1 + (2 * FieldLength));
        _privatePrefix.CopyTo(material.Span);
        parameters.D.CopyTo(material.Span[_privatePrefix.Length..]);
        _privateMiddle.CopyTo(material.Span[middle..]);
        CopyPoint(parameters.Q, material.Span[(middle + _privateMiddle.Length)..]);
        return material;
    }

    private void CopyPoint(ECPoint point, Span<byte> destination)
    {
        destination[0] = 4;
        point.X.CopyTo(destination[1..]);
        point.Y.CopyTo(destination[(1 + FieldLength)..]);
    }

    private static void WritePublic(AsnWriter writer, string oid, byte[] point)
    {
        using (writer.PushSequence())
        {
            WriteAlgorithm(writer, oid);
            writer.WriteBitString(point);
        }
    }

    private static void WritePrivate(AsnWriter writer, string oid, byte[] number, byte[] point)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            WriteAlgorithm(writer, oid);
            using (writer.PushOctetString())
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                writer.WriteOctetString(number);
                WritePoint(writer, point);
            }
        }
    }

    private static void WritePoint(AsnWriter writer, byte[] point)
    {
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
        {
            writer.WriteBitString(point);
        }
    }

    private static void WriteAlgorithm(AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(PublicKeyInfo.EllipticCurve);
            writer.WriteObjectIdentifier(oid);
        }
    }
}
