using System.Formats.Asn1;
using System.Globalization;
using System.Text;

namespace Mim.Delivery.Accounts.Ldap;

/// <summary>An entry that a search found (RFC 4511 section 4.5.2).</summary>
/// <param name="Name">Distinguished name.</param>
/// <param name="Attributes">Those that were asked for and are there, compared without case.</param>
internal sealed record LdapEntry(string Name, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> Attributes)
{
    /// <summary>Times of Windows: 100 ns since 1601; zero and the largest of all stand for none.</summary>
    private const long LastTick = 0x7FFF_FFFF_FFFF_FFFF;

    /// <exception cref="AsnContentException">It is none.</exception>
    public static LdapEntry Read(AsnReader entry)
    {
        var name = Encoding.UTF8.GetString(entry.ReadOctetString());
        var attributes = new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.OrdinalIgnoreCase);
        for (var list = entry.ReadSequence(); list.HasData;)
        {
            var attribute = list.ReadSequence();
            var (type, values) = (Encoding.UTF8.GetString(attribute.ReadOctetString()), new List<byte[]>());
            for (var set = attribute.ReadSetOf(skipSortOrderValidation: true); set.HasData;)
            {
                values.Add(set.ReadOctetString());
            }

            attributes[type] = values;
        }

        return new LdapEntry(name, attributes);
    }

    public IReadOnlyList<byte[]> Octets(string attribute) => Attributes.GetValueOrDefault(attribute) ?? [];

    public IReadOnlyList<string> Texts(string attribute) => [.. Octets(attribute).Select(Encoding.UTF8.GetString)];

    /// <summary>The first value that is not empty; null for none.</summary>
    public string? Text(string attribute) => Texts(attribute).FirstOrDefault(text => text.Length > 0);

    /// <summary>Null when there is none, or no number.</summary>
    public long? Number(string attribute) =>
        long.TryParse(Text(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A time as Windows counts it: UTC; null for none and for never.</summary>
    public DateTimeOffset? WindowsTime(string attribute) =>
        Number(attribute) is { } ticks and > 0 and < LastTick && ticks < DateTimeOffset.MaxValue.ToFileTime() ? DateTimeOffset.FromFileTime(ticks).ToUniversalTime() : null;

    /// <summary>A generalized time (RFC 4517 section 3.3.13) as directories write it; null for none.</summary>
    public DateTimeOffset? Time(string attribute) => Text(attribute) is { Length: >= 14 } text
        && DateTimeOffset.TryParseExact(
            text[..14], "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        ? time
        : null;

    public bool Is(string objectClass) => Texts("objectClass").Contains(objectClass, StringComparer.OrdinalIgnoreCase);
}
