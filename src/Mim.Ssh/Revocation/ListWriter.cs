using System.Buffers.Binary;
using System.Text;
using Mim.Core.Revocation.Ssh;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Revocation;

/// <summary>Writes key revocation lists (OpenSSH PROTOCOL.krl).</summary>
internal static class ListWriter
{
    public static byte[] Write(SshRevocationSpec spec)
    {
        var list = new WireBuilder()
            .Raw(ListFormat.Magic)
            .Number(ListFormat.Version)
            .LongNumber((ulong)spec.Number)
            .LongNumber((ulong)spec.PublishedAt.ToUnixTimeSeconds())
            .LongNumber(0)
            .Text([])
            .Text(Encoding.UTF8.GetBytes(spec.Comment));
        foreach (var section in spec.Certificates)
        {
            list.Octet(ListFormat.Certificates).Text(Certificates(section));
        }

        Section(list, ListFormat.ExplicitKey, spec.Keys);
        Section(list, ListFormat.HashSha256, [.. spec.Fingerprints.Order(HashOrder).Select(hash => (ReadOnlyMemory<byte>)hash)]);
        return list.Bytes;
    }

    private static Comparer<byte[]> HashOrder { get; } = Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other));

    private static void Section(WireBuilder list, byte kind, IReadOnlyList<ReadOnlyMemory<byte>> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        var section = new WireBuilder();
        foreach (var item in items)
        {
            section.Text(item.Span);
        }

        list.Octet(kind).Text(section.Bytes);
    }

    private static byte[] Certificates(SshRevokedCertificates revoked)
    {
        var section = new WireBuilder().Text(revoked.Authority.Span).Text([]);
        var serials = Sorted(revoked.SerialNumbers);
        foreach (var part in SerialSections.Choose(serials))
        {
            section.Octet(part.Kind).Text(Serials(part.Kind, serials[part.First..(part.Last + 1)]));
        }

        Section(section, ListFormat.KeyIds, [.. revoked.KeyIds.Select(id => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(id))]);
        return section.Bytes;
    }

    private static ReadOnlySpan<ulong> Sorted(ulong[] given)
    {
        ulong[] serials = [.. given];
        Array.Sort(serials);
        var count = 0;
        for (var index = 0; index < serials.Length; index++)
        {
            if (index == 0 || serials[index] != serials[index - 1])
            {
                serials[count++] = serials[index];
            }
        }

        return serials.AsSpan(0, count);
    }

    private static byte[] Serials(byte kind, ReadOnlySpan<ulong> serials) => kind switch
    {
        ListFormat.SerialRange => new WireBuilder().LongNumber(serials[0]).LongNumber(serials[^1]).Bytes,
        ListFormat.SerialBitmap => new WireBuilder().LongNumber(serials[0]).Positive(Bits(serials)).Bytes,
        _ => Listed(serials),
    };

    private static byte[] Listed(ReadOnlySpan<ulong> serials)
    {
        var octets = new byte[serials.Length * sizeof(ulong)];
        for (var index = 0; index < serials.Length; index++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(octets.AsSpan(index * sizeof(ulong)), serials[index]);
        }

        return octets;
    }

    // The lowest bit, at the end, stands for the first serial number.
    private static byte[] Bits(ReadOnlySpan<ulong> serials)
    {
        var bits = new byte[((serials[^1] - serials[0]) / 8) + 1];
        foreach (var serial in serials)
        {
            var bit = serial - serials[0];
            bits[^((int)(bit / 8) + 1)] |= (byte)(1 << (int)(bit % 8));
        }

        return bits;
    }
}
