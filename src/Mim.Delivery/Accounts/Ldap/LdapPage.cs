using System.Formats.Asn1;

namespace Mim.Delivery.Accounts.Ldap;

/// <summary>A part of what a search finds (RFC 2696).</summary>
/// <param name="Entries">In the directory's order.</param>
/// <param name="Cookie">What the next page is asked for with; empty after the last one.</param>
internal sealed record LdapPage(IReadOnlyList<LdapEntry> Entries, byte[] Cookie)
{
    private const string ControlName = "1.2.840.113556.1.4.319";

    /// <summary>Writes what asks for a page, behind the operation.</summary>
    public static void Ask(AsnWriter writer, int size, byte[] cookie)
    {
        using (writer.PushSequence(LdapRequest.Own(0)))
        using (writer.PushSequence())
        {
            writer.WriteOctetString(System.Text.Encoding.ASCII.GetBytes(ControlName));
            using (writer.PushOctetString())
            using (writer.PushSequence())
            {
                writer.WriteInteger(size);
                writer.WriteOctetString(cookie);
            }
        }
    }

    /// <summary>The cookie in the controls behind a result; empty when there is none.</summary>
    /// <exception cref="AsnContentException">What is there are no controls.</exception>
    public static byte[] CookieOf(AsnReader message)
    {
        if (!message.HasData || message.PeekTag() != LdapRequest.Own(0, isConstructed: true))
        {
            return [];
        }

        for (var controls = message.ReadSequence(LdapRequest.Own(0)); controls.HasData;)
        {
            var control = controls.ReadSequence();
            if (System.Text.Encoding.ASCII.GetString(control.ReadOctetString()) == ControlName)
            {
                if (control.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean))
                {
                    control.ReadBoolean();
                }

                var value = new AsnReader(control.ReadOctetString(), AsnEncodingRules.BER).ReadSequence();
                _ = value.ReadInteger();
                return value.ReadOctetString();
            }
        }

        return [];
    }
}
