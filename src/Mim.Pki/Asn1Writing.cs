using System.Formats.Asn1;

namespace Mim.Pki;

/// <summary>What X.509 structures write again and again.</summary>
internal static class Asn1Writing
{
    /// <summary>UTCTime through 2049, GeneralizedTime from 2050, whole seconds (RFC 5280 section 4.1.2.5).</summary>
    public static void WriteTime(this AsnWriter writer, DateTimeOffset time)
    {
        if (time.UtcDateTime.Year is >= 1950 and <= 2049)
        {
            writer.WriteUtcTime(time, 2049);
        }
        else
        {
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
        }
    }

    /// <summary>The outer sequence of a certificate, request or CRL: content, algorithm, signature.</summary>
    public static byte[] Sign(AsnWriter content, ReadOnlySpan<byte> algorithm, Core.Ports.ISigningKey key)
    {
        var toBeSigned = content.Encode();
        var signature = key.Sign(toBeSigned);
        var writer = new AsnWriter(AsnEncodingRules.DER, toBeSigned.Length + signature.Length + 64);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(toBeSigned);
            writer.WriteEncodedValue(algorithm);
            writer.WriteBitString(signature);
        }

        return writer.Encode();
    }

    public static byte[] Encode(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return writer.Encode();
    }
}
