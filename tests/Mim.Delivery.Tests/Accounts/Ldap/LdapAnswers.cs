using System.Formats.Asn1;
using System.Text;

namespace Mim.Delivery.Tests.Accounts.Ldap;

/// <summary>What directories answer, written by hand.</summary>
internal static class LdapAnswers
{
    public const int Bound = 1;
    public const int Searched = 5;
    public const int Extended = 24;
    private const int Found = 4;

    /// <summary>How an operation of that sort ended.</summary>
    public static byte[] Done(int number, int sort, int code = 0, string reason = "") => Message(number, sort, writer =>
    {
        writer.WriteEncodedValue([(byte)0x0A, 1, (byte)code]);
        Text(writer, "");
        Text(writer, reason);
    });

    /// <summary>An entry, with one attribute or none.</summary>
    public static byte[] Entry(int number, string name, string? attribute = null, string value = "") => Message(number, Found, writer =>
    {
        Text(writer, name);
        using (writer.PushSequence())
        {
            if (attribute is not null)
            {
                using (writer.PushSequence())
                {
                    Text(writer, attribute);
                    using (writer.PushSetOf())
                    {
                        Text(writer, value);
                    }
                }
            }
        }
    });

    private static byte[] Message(int number, int sort, Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(number);
            using (writer.PushSequence(new Asn1Tag(TagClass.Application, sort)))
            {
                write(writer);
            }
        }

        return writer.Encode();
    }

    private static void Text(AsnWriter writer, string text) => writer.WriteOctetString(Encoding.UTF8.GetBytes(text));
}
