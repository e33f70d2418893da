using System.Buffers.Binary;
using System.Formats.Asn1;
using Mim.Core;
using Mim.Core.Revocation;
using Mim.Pki.Certificates;

namespace Mim.Pki.Revocation;

/// <summary>The revokedCertificates of a CRL (RFC 5280 section 5.1.2.6).</summary>
internal static class CrlEntryWriter
{
    private const int LongestHeader = 6;

    /// <summary>One sequence of all entries; empty when there are none, for then the field must be absent.</summary>
    public static ReadOnlySpan<byte> WriteAll(IEnumerable<CrlEntry> entries)
    {
        // One small writer for each entry in turn: a writer that holds them all would grow step by step and copy each time.
        var writer = new AsnWriter(AsnEncodingRules.DER, 256);
        var content = new MemoryStream();
        content.SetLength(LongestHeader);
        content.Position = LongestHeader;
        Span<byte> encoded = stackalloc byte[256];
        foreach (var entry in entries)
        {
            Write(writer, entry);
            content.Write(encoded[..writer.Encode(encoded)]);
            writer.Reset();
        }

        return content.Length == LongestHeader ? [] : WithHeader(content.GetBuffer().AsSpan(0, checked((int)content.Length)));
    }

    private static void Write(AsnWriter writer, CrlEntry entry)
    {
        using var _ = writer.PushSequence();
        WriteSerial(writer, entry.SerialNumber);
        writer.WriteTime(entry.RevokedAt);
        if (entry.Reason == RevocationReason.Unspecified && entry.InvalidityDate is null)
        {
            return;
        }

        using var extensions = writer.PushSequence();
        WriteReason(writer, entry);
        if (entry.InvalidityDate is { } date)
        {
            using var extension = ExtensionWriter.Push(writer, Oids.InvalidityDate);
            writer.WriteGeneralizedTime(date, omitFractionalSeconds: true);
        }
    }

    // Unspecified is said by silence; the other code has no place on a full list (section 5.3.1).
    private static void WriteReason(AsnWriter writer, CrlEntry entry)
    {
        if (entry.Reason == RevocationReason.RemoveFromCrl || !Enum.IsDefined(entry.Reason))
        {
            throw new MimException(
                MimErrorCause.InvalidArgument, $"The reason {entry.Reason} has no place on a full revocation list.", entry.SerialNumber);
        }

        if (entry.Reason != RevocationReason.Unspecified)
        {
            using var extension = ExtensionWriter.Push(writer, Oids.ReasonCode);
            writer.WriteEnumeratedValue(entry.Reason);
        }
    }

    private static void WriteSerial(AsnWriter writer, string serial)
    {
        try
        {
            writer.WriteInteger(SerialNumbers.Parse(serial));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"'{serial}' is not a serial number.", serial, exception);
        }
    }

    // The header lies right before the content: tag, length of length, length.
    private static Span<byte> WithHeader(Span<byte> buffer)
    {
        var length = buffer.Length - LongestHeader;
        Span<byte> octets = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(octets, length);
        var minimal = octets.TrimStart((byte)0);
        var start = LongestHeader - 2 - (length < 0x80 ? 0 : minimal.Length);
        buffer[start] = 0x30;
        buffer[start + 1] = length < 0x80 ? (byte)length : (byte)(0x80 | minimal.Length);
        if (length >= 0x80)
        {
            minimal.CopyTo(buffer[(start + 2)..]);
        }

        return buffer[start..];
    }
}
