using System.Formats.Asn1;

namespace Mim.Pki;

/// <summary>What X.509 structures read again and again.</summary>
internal static class Asn1Reading
{
    /// <summary>
    /// A UTCTime or GeneralizedTime. Old certificates leave out seconds or have an offset, which DER forbids; the time is clear
    /// all the same, so this one value is read by the wider rules.
    /// </summary>
    public static DateTimeOffset ReadTime(AsnReader reader)
    {
        var value = new AsnReader(reader.ReadEncodedValue(), AsnEncodingRules.BER);
        var time = value.PeekTag() == Asn1Tag.GeneralizedTime ? value.ReadGeneralizedTime() : value.ReadUtcTime(2049);
        return time.ToUniversalTime();
    }

    /// <summary>The only value in <paramref name="der"/>, a sequence.</summary>
    public static AsnReader ReadWholeSequence(ReadOnlyMemory<byte> der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var sequence = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        return sequence;
    }

    public static bool NextIs(this AsnReader reader, Asn1Tag tag) =>
        reader.HasData && reader.PeekTag().HasSameClassAndValue(tag);
}
