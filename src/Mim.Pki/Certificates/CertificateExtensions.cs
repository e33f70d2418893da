using System.Formats.Asn1;
using Mim.Pki.Names;

namespace Mim.Pki.Certificates;

/// <summary>What the known extensions say (RFC 5280 section 4.2).</summary>
internal sealed class CertificateExtensions
{
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag One = new(TagClass.ContextSpecific, 1);

    public bool IsAuthority { get; private set; }

    public int? PathLength { get; private set; }

    public KeyUsages? KeyUsage { get; private set; }

    /// <summary>Null when the extension is missing.</summary>
    public IReadOnlyList<string>? Purposes { get; private set; }

    public GeneralNames Names { get; private set; } = GeneralNames.Empty;

    /// <summary>Null when the extension is missing.</summary>
    public (GeneralNames Permitted, GeneralNames Excluded)? Constraints { get; private set; }

    public byte[]? SubjectKeyIdentifier { get; private set; }

    public byte[]? AuthorityKeyIdentifier { get; private set; }

    public IReadOnlyList<string> CrlUrls { get; private set; } = [];

    public IReadOnlyList<string> OcspUrls { get; private set; } = [];

    /// <param name="extensions">As found.</param>
    /// <param name="part">Set to the name of each extension before it is read, for the error.</param>
    public static CertificateExtensions Read(ExtensionSet extensions, ref string part)
    {
        var result = new CertificateExtensions();
        Read(extensions, Oids.BasicConstraints, "basic constraints", ref part, result.ReadBasicConstraints);
        Read(extensions, Oids.KeyUsage, "key usage", ref part, value => result.KeyUsage = ReadKeyUsage(value));
        Read(extensions, Oids.ExtendedKeyUsage, "extended key usage", ref part, value => result.Purposes = ReadPurposes(value));
        Read(extensions, Oids.SubjectAltName, "alternative names", ref part, value => result.Names = GeneralNameReader.Read(value));
        Read(extensions, Oids.NameConstraints, "name constraints", ref part, value => result.Constraints = ReadConstraints(value));
        Read(
            extensions, Oids.SubjectKeyIdentifier, "subject key identifier", ref part,
            value => result.SubjectKeyIdentifier = new AsnReader(value, AsnEncodingRules.DER).ReadOctetString());
        Read(
            extensions, Oids.AuthorityKeyIdentifier, "authority key identifier", ref part,
            value => result.AuthorityKeyIdentifier = ReadAuthorityKeyIdentifier(value));
        Read(
            extensions, Oids.CrlDistributionPoints, "CRL distribution points", ref part,
            value => result.CrlUrls = ReadCrlUrls(value));
        Read(
            extensions, Oids.AuthorityInfoAccess, "authority information access", ref part,
            value => result.OcspUrls = ReadOcspUrls(value));
        return result;
    }

    /// <summary>The key identifier in an AuthorityKeyIdentifier; null when it names its issuer otherwise.</summary>
    public static byte[]? ReadAuthorityKeyIdentifier(ReadOnlyMemory<byte> value)
    {
        var sequence = Asn1Reading.ReadWholeSequence(value);
        return sequence.NextIs(Zero) ? sequence.ReadOctetString(Zero) : null;
    }

    private static void Read(ExtensionSet extensions, string oid, string name, ref string part, Action<ReadOnlyMemory<byte>> read)
    {
        if (extensions.Find(oid) is { } extension)
        {
            part = name;
            read(extension.Value);
        }
    }

    private void ReadBasicConstraints(ReadOnlyMemory<byte> value)
    {
        var sequence = Asn1Reading.ReadWholeSequence(value);
        IsAuthority = sequence.NextIs(Asn1Tag.Boolean) && sequence.ReadBoolean();
        if (sequence.HasData)
        {
            // A length beyond int allows any path there is.
            var length = sequence.ReadInteger();
            PathLength = length.Sign < 0 ? throw new AsnContentException() : (int)System.Numerics.BigInteger.Min(length, int.MaxValue);
        }

        sequence.ThrowIfNotEmpty();
    }

    private static KeyUsages ReadKeyUsage(ReadOnlyMemory<byte> value)
    {
        var octets = new AsnReader(value, AsnEncodingRules.DER).ReadBitString(out _);
        var usages = 0;
        for (var bit = 0; bit < Math.Min(octets.Length * 8, 9); bit++)
        {
            usages |= ((octets[bit / 8] >> (7 - (bit % 8))) & 1) << bit;
        }

        return (KeyUsages)usages;
    }

    private static List<string> ReadPurposes(ReadOnlyMemory<byte> value)
    {
        var sequence = Asn1Reading.ReadWholeSequence(value);
        var purposes = new List<string>();
        while (sequence.HasData)
        {
            purposes.Add(sequence.ReadObjectIdentifier());
        }

        return purposes;
    }

    private static (GeneralNames, GeneralNames) ReadConstraints(ReadOnlyMemory<byte> value)
    {
        var sequence = Asn1Reading.ReadWholeSequence(value);
        var permitted = sequence.NextIs(Zero) ? GeneralNameReader.ReadSubtrees(sequence.ReadSequence(Zero)) : GeneralNames.Empty;
        var excluded = sequence.NextIs(One) ? GeneralNameReader.ReadSubtrees(sequence.ReadSequence(One)) : GeneralNames.Empty;
        sequence.ThrowIfNotEmpty();
        return (permitted, excluded);
    }

    private static List<string> ReadCrlUrls(ReadOnlyMemory<byte> value)
    {
        var points = Asn1Reading.ReadWholeSequence(value);
        var urls = new List<string>();
        while (points.HasData)
        {
            var point = points.ReadSequence();
            if (point.NextIs(Zero) && point.ReadSequence(Zero) is var name && name.NextIs(Zero))
            {
                urls.AddRange(GeneralNameReader.ReadUris(name.ReadSequence(Zero)));
            }
        }

        return urls;
    }

    private static List<string> ReadOcspUrls(ReadOnlyMemory<byte> value)
    {
        var descriptions = Asn1Reading.ReadWholeSequence(value);
        var urls = new List<string>();
        while (descriptions.HasData)
        {
            var description = descriptions.ReadSequence();
            if (description.ReadObjectIdentifier() == Oids.Ocsp)
            {
                urls.AddRange(GeneralNameReader.ReadUris(description));
            }
        }

        return urls;
    }
}
