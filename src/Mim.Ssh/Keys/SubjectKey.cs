using System.Formats.Asn1;
using System.Text;

namespace Mim.Ssh.Keys;

/// <summary>A key of SSH as the SubjectPublicKeyInfo of X.509, for the checks that all kinds of key share.</summary>
internal static class SubjectKey
{
    public static byte[] Encode(SshPublicKey key)
    {
        var reader = new SshWireReader(key.Blob);
        reader.Text();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            switch (key.Type.Family)
            {
                case SshKeyFamily.Rsa:
                    Rsa(writer, ref reader);
                    break;
                case SshKeyFamily.Dsa:
                    Dsa(writer, ref reader);
                    break;
                case SshKeyFamily.Ecdsa:
                    Curve(writer, ref reader);
                    break;
                default:
                    Algorithm(writer, key.Type.Family == SshKeyFamily.Ed448 ? "1.3.101.113" : "1.3.101.112", null);
                    writer.WriteBitString(reader.Text());
                    break;
            }
        }

        return writer.Encode();
    }

    // RFC 3279 section 2.3.1; in a key of SSH the exponent comes first.
    private static void Rsa(AsnWriter writer, ref SshWireReader reader)
    {
        Algorithm(writer, "1.2.840.113549.1.1.1", parameters => parameters.WriteNull());
        var exponent = reader.Positive();
        var modulus = reader.Positive();
        var numbers = new AsnWriter(AsnEncodingRules.DER);
        using (numbers.PushSequence())
        {
            Unsigned(numbers, modulus);
            Unsigned(numbers, exponent);
        }

        writer.WriteBitString(numbers.Encode());
    }

    // RFC 3279 section 2.3.2.
    private static void Dsa(AsnWriter writer, ref SshWireReader reader)
    {
        var numbers = new AsnWriter(AsnEncodingRules.DER);
        using (numbers.PushSequence())
        {
            for (var parameter = 0; parameter < 3; parameter++)
            {
                Unsigned(numbers, reader.Positive());
            }
        }

        Algorithm(writer, "1.2.840.10040.4.1", parameters => parameters.WriteEncodedValue(numbers.Encode()));
        var key = new AsnWriter(AsnEncodingRules.DER);
        Unsigned(key, reader.Positive());
        writer.WriteBitString(key.Encode());
    }

    // RFC 5480 section 2.1.1.
    private static void Curve(AsnWriter writer, ref SshWireReader reader)
    {
        var curve = SshCurves.ObjectIdentifier(Encoding.ASCII.GetString(reader.Text()));
        Algorithm(writer, "1.2.840.10045.2.1", parameters => parameters.WriteObjectIdentifier(curve));
        writer.WriteBitString(reader.Text());
    }

    private static void Algorithm(AsnWriter writer, string oid, Action<AsnWriter>? parameters)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            parameters?.Invoke(writer);
        }
    }

    private static void Unsigned(AsnWriter writer, ReadOnlySpan<byte> number) =>
        writer.WriteIntegerUnsigned(number.IsEmpty ? [0] : number);
}
