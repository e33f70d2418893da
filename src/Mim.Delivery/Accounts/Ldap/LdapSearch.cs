using System.Formats.Asn1;
using System.Text;

namespace Mim.Delivery.Accounts.Ldap;

/// <summary>A search for entries that have any of some values (RFC 4511 section 4.5.1).</summary>
/// <param name="Below">Distinguished name of what they are below.</param>
/// <param name="Attributes">What is wanted of each.</param>
/// <param name="Any">Attributes and values, of which an entry has one or more.</param>
internal sealed record LdapSearch(string Below, IReadOnlyList<string> Attributes, IReadOnlyList<(string Attribute, string Value)> Any)
{
    /// <summary>A bit that entries may have set instead (MS-ADTS section 3.1.1.3.4.4.1); null for none.</summary>
    public (string Attribute, int Bit)? Bit { get; init; }

    /// <summary>The entry itself, whatever it is.</summary>
    public static Action<AsnWriter> Entry(string name, params IReadOnlyList<string> attributes) => writer =>
        Write(writer, name, LdapScope.Base, attributes, filter => filter.WriteOctetString("objectClass"u8, LdapRequest.Own(7)));

    /// <summary>A page of what is found.</summary>
    public Action<AsnWriter> Page(int size, byte[] cookie) => writer =>
    {
        Write(writer, Below, LdapScope.Subtree, Attributes, Filter);
        LdapPage.Ask(writer, size, cookie);
    };

    private static void Write(AsnWriter writer, string below, LdapScope scope, IReadOnlyList<string> attributes, Action<AsnWriter> filter)
    {
        using (writer.PushSequence(LdapRequest.Operation(3)))
        {
            Text(writer, below);
            writer.WriteEnumeratedValue(scope);
            writer.WriteEnumeratedValue(LdapAliases.Never);
            writer.WriteInteger(0);
            writer.WriteInteger(0);
            writer.WriteBoolean(false);
            filter(writer);
            using (writer.PushSequence())
            {
                foreach (var attribute in attributes)
                {
                    Text(writer, attribute);
                }
            }
        }
    }

    private static void Text(AsnWriter writer, string text) => writer.WriteOctetString(Encoding.UTF8.GetBytes(text));

    private void Filter(AsnWriter writer)
    {
        const string allBits = "1.2.840.113556.1.4.803";
        using (writer.PushSetOf(LdapRequest.Own(1)))
        {
            foreach (var (attribute, value) in Any)
            {
                using (writer.PushSequence(LdapRequest.Own(3)))
                {
                    Text(writer, attribute);
                    Text(writer, value);
                }
            }

            if (Bit is { } bit)
            {
                using (writer.PushSequence(LdapRequest.Own(9)))
                {
                    writer.WriteOctetString(Encoding.ASCII.GetBytes(allBits), LdapRequest.Own(1));
                    writer.WriteOctetString(Encoding.ASCII.GetBytes(bit.Attribute), LdapRequest.Own(2));
                    writer.WriteOctetString(Encoding.ASCII.GetBytes($"{bit.Bit}"), LdapRequest.Own(3));
                }
            }
        }
    }
}
