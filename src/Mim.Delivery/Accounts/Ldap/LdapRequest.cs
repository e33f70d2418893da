using System.Formats.Asn1;
using System.Text;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Ldap;

/// <summary>What writes the operations that passwords take (RFC 4511 section 4). Secrets stay the caller's.</summary>
internal static class LdapRequest
{
    /// <summary>In place of an attribute when none is wanted (RFC 4511 section 4.5.1.8).</summary>
    public const string NameOnly = "1.1";

    private const string PasswordModifyName = "1.3.6.1.4.1.4203.1.11.1";

    private static readonly Asn1Tag _first = Own(0);

    /// <summary>A simple bind (section 4.2).</summary>
    /// <param name="name">Mostly a distinguished name.</param>
    /// <param name="password">Not empty: the bind would be one that proves nothing (RFC 4513 section 5.1.2).</param>
    public static Action<AsnWriter> Bind(string name, KeyMaterial password) => writer =>
    {
        using (writer.PushSequence(Operation(0)))
        {
            writer.WriteInteger(3);
            Text(writer, name);
            writer.WriteOctetString(password.Span, _first);
        }
    };

    /// <summary>Takes leave (section 4.3).</summary>
    public static void Unbind(AsnWriter writer) => writer.WriteNull(Operation(2));

    /// <summary>An extended operation (section 4.12).</summary>
    /// <param name="name">Its object identifier.</param>
    /// <param name="value">Writes its value; null for none.</param>
    public static Action<AsnWriter> Extended(string name, Action<AsnWriter>? value = null) => writer =>
    {
        using (writer.PushSequence(Operation(23)))
        {
            writer.WriteOctetString(Encoding.ASCII.GetBytes(name), _first);
            if (value is not null)
            {
                using (writer.PushOctetString(Own(1)))
                {
                    value(writer);
                }
            }
        }
    };

    /// <summary>The password modify operation (RFC 3062 section 2).</summary>
    /// <param name="account">Its distinguished name.</param>
    /// <param name="before">The password it has, for directories that ask who changes his own; null when another changes it.</param>
    /// <param name="wanted">Its next one.</param>
    public static Action<AsnWriter> PasswordModify(string account, KeyMaterial? before, KeyMaterial wanted) => Extended(PasswordModifyName, writer =>
    {
        using (writer.PushSequence())
        {
            writer.WriteOctetString(Encoding.UTF8.GetBytes(account), _first);
            if (before is not null)
            {
                writer.WriteOctetString(before.Span, Own(1));
            }

            writer.WriteOctetString(wanted.Span, Own(2));
        }
    });

    /// <summary>One modification of one attribute, or several (section 4.6).</summary>
    public static Action<AsnWriter> Modify(
        string entry, string attribute, params IReadOnlyList<(LdapChange Change, KeyMaterial Value)> changes) => writer =>
    {
        using (writer.PushSequence(Operation(6)))
        {
            Text(writer, entry);
            using (writer.PushSequence())
            {
                foreach (var (change, value) in changes)
                {
                    Write(writer, attribute, change, value);
                }
            }
        }
    };

    /// <summary>Looks for entries that have all of these values, in everything below one, or at the root of the directory.</summary>
    /// <param name="below">Distinguished name; empty for what the directory says of itself (RFC 4512 section 5.1).</param>
    /// <param name="attribute">The one that is wanted.</param>
    /// <param name="values">Attributes and values; what they hold needs no escaping in this form (section 4.5.1.7).</param>
    public static Action<AsnWriter> Search(
        string below, string attribute, params IReadOnlyList<(string Attribute, string Value)> values) => writer =>
    {
        const int most = 2;
        using (writer.PushSequence(Operation(3)))
        {
            Text(writer, below);
            writer.WriteEnumeratedValue(below.Length == 0 ? LdapScope.Base : LdapScope.Subtree);
            writer.WriteEnumeratedValue(LdapAliases.Never);
            writer.WriteInteger(most);
            writer.WriteInteger(0);
            writer.WriteBoolean(false);
            Filter(writer, values);
            using (writer.PushSequence())
            {
                Text(writer, attribute);
            }
        }
    };

    public static Asn1Tag Operation(int number) => new(TagClass.Application, number);

    public static Asn1Tag Own(int number, bool isConstructed = false) => new(TagClass.ContextSpecific, number, isConstructed);

    private static void Filter(AsnWriter writer, IReadOnlyList<(string Attribute, string Value)> values)
    {
        using (writer.PushSetOf(_first))
        {
            writer.WriteOctetString("objectClass"u8, Own(7));
            foreach (var (attribute, value) in values)
            {
                using (writer.PushSequence(Own(3)))
                {
                    Text(writer, attribute);
                    Text(writer, value);
                }
            }
        }
    }

    private static void Write(AsnWriter writer, string attribute, LdapChange change, KeyMaterial value)
    {
        using (writer.PushSequence())
        {
            writer.WriteEnumeratedValue(change);
            using (writer.PushSequence())
            {
                Text(writer, attribute);
                using (writer.PushSetOf())
                {
                    writer.WriteOctetString(value.Span);
                }
            }
        }
    }

    private static void Text(AsnWriter writer, string text) => writer.WriteOctetString(Encoding.UTF8.GetBytes(text));
}
