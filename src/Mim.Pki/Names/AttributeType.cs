using System.Formats.Asn1;

namespace Mim.Pki.Names;

/// <summary>An attribute of a distinguished name (RFC 5280 appendix A.1, RFC 4519).</summary>
/// <param name="Oid">Object identifier.</param>
/// <param name="Name">How it is written; the first of its short names.</param>
/// <param name="Encoding">Tag its values are written with.</param>
/// <param name="MaximumLength">Upper bound in characters.</param>
/// <param name="Aliases">Further names it is known by.</param>
internal sealed record AttributeType(
    string Oid, string Name, UniversalTagNumber Encoding, int MaximumLength, params string[] Aliases)
{
    private const int LongestName = 32768;
    private const UniversalTagNumber Utf8 = UniversalTagNumber.UTF8String;
    private const UniversalTagNumber Printable = UniversalTagNumber.PrintableString;
    private const UniversalTagNumber Ia5 = UniversalTagNumber.IA5String;

    private static readonly AttributeType[] All =
    [
        new(Oids.CommonName, "CN", Utf8, 64, "commonName"),
        new("2.5.4.7", "L", Utf8, 128, "localityName"),
        new("2.5.4.8", "ST", Utf8, 128, "stateOrProvinceName", "S"),
        new("2.5.4.10", "O", Utf8, 64, "organizationName"),
        new("2.5.4.11", "OU", Utf8, 64, "organizationalUnitName"),
        new("2.5.4.6", "C", Printable, 2, "countryName"),
        new("2.5.4.9", "STREET", Utf8, 128, "streetAddress"),
        new("0.9.2342.19200300.100.1.25", "DC", Ia5, 63, "domainComponent"),
        new("0.9.2342.19200300.100.1.1", "UID", Utf8, 256, "userId"),
        new(Oids.EmailAddress, "emailAddress", Ia5, 255, "E", "email"),
        new("2.5.4.5", "serialNumber", Printable, 64),
        new("2.5.4.4", "SN", Utf8, LongestName, "surname"),
        new("2.5.4.42", "givenName", Utf8, LongestName, "GN", "G"),
        new("2.5.4.43", "initials", Utf8, LongestName),
        new("2.5.4.44", "generationQualifier", Utf8, LongestName),
        new("2.5.4.12", "title", Utf8, 64, "T"),
        new("2.5.4.13", "description", Utf8, 1024),
        new("2.5.4.15", "businessCategory", Utf8, 128),
        new("2.5.4.17", "postalCode", Utf8, 40),
        new("2.5.4.46", "dnQualifier", Printable, 64),
        new("2.5.4.65", "pseudonym", Utf8, 128),
        new("2.5.4.97", "organizationIdentifier", Utf8, 256),
    ];

    private static readonly Dictionary<string, AttributeType> Names = All
        .SelectMany(type => type.Aliases.Append(type.Name), (type, name) => (type, name))
        .ToDictionary(pair => pair.name, pair => pair.type, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, AttributeType> Identifiers = All.ToDictionary(type => type.Oid);

    public static AttributeType? ByName(string name) => Names.GetValueOrDefault(name);

    public static AttributeType? ByOid(string oid) => Identifiers.GetValueOrDefault(oid);
}
