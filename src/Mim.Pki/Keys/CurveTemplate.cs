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
    /// <summary>First octet of a point with both coordinates (SEC 1 section 2.3.3).</summary>
    public const byte Uncompressed = 4;

    private readonly byte[] _publicPrefix;
    private readonly byte[] _privatePrefix;
    private readonly byte[] _privateMiddle;

    private readonly Lazy<OpenSslCurve?> _openSsl;

    private CurveTemplate(KeyAlgorithm algorithm, string oid, ECCurve curve, HashAlgorithmName hash, int fieldLength, int openSslNumber)
    {
        _openSsl = new Lazy<OpenSslCurve?>(() => OpenSslCurve.Find(openSslNumber));
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
        new(KeyAlgorithm.EcdsaP256, Oids.P256, ECCurve.NamedCurves.nistP256, HashAlgorithmName.SHA256, 32, 415);

    public static CurveTemplate P384 { get; } =
        new(KeyAlgorithm.EcdsaP384, Oids.P384, ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384, 48, 715);

    public static CurveTemplate P521 { get; } =
        new(KeyAlgorithm.EcdsaP521, Oids.P521, ECCurve.NamedCurves.nistP521, HashAlgorithmName.SHA512, 66, 716);

    public KeyAlgorithm Algorithm { get; }

    public ECCurve Curve { get; }

    public HashAlgorithmName Hash { get; }

    /// <summary>Null where the base library must make the keys.</summary>
    public OpenSslCurve? OpenSsl => _openSsl.Value;

    private int FieldLength { get; }

    private int PointLength => (2 * FieldLength) + 1;

    public static CurveTemplate? Find(string? oid) => oid switch
    {
        Oids.P256 => P256,
        Oids.P384 => P384,
        Oids.P521 => P521,
        _ => null,
    };

    /// <summary>PKCS#8 with the public key inside (RFC 5915 section 3), still without the key's own number and point.</summary>
    public KeyMaterial NewPrivate()
    {
        var middle = _privatePrefix.Length + FieldLength;
        var material = new KeyMaterial(middle + _privateMiddle.Length + PointLength);
        _privatePrefix.CopyTo(material.Span);
        _privateMiddle.CopyTo(material.Span[middle..]);
        return material;
    }

    /// <summary>Where the private number is in such a PKCS#8.</summary>
    public Span<byte> NumberIn(KeyMaterial pkcs8) => pkcs8.Span.Slice(_privatePrefix.Length, FieldLength);

    /// <summary>Where the public point is, uncompressed.</summary>
    public Span<byte> PointIn(KeyMaterial pkcs8) => pkcs8.Span[^PointLength..];

    /// <summary>SubjectPublicKeyInfo with the point uncompressed (RFC 5480 section 2).</summary>
    public byte[] EncodePublic(ReadOnlySpan<byte> point) => [.. _publicPrefix, .. point];

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
