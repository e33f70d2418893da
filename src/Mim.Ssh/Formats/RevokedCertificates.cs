using System.Globalization;
using Mim.Ssh.Keys;
using Mim.Ssh.Revocation;

namespace Mim.Ssh.Formats;

/// <summary>A subsection of a key revocation list, which revokes certificates of one authority (OpenSSH PROTOCOL.krl).</summary>
internal static class RevokedCertificates
{
    /// <summary>For people: <c>serial 7</c>, <c>serial 5-8</c>, <c>id web01</c>; none for kinds that nobody knows yet.</summary>
    public static IEnumerable<string> Read(byte kind, ReadOnlySpan<byte> data) => kind switch
    {
        ListFormat.SerialList => Serials(data.ToArray()),
        ListFormat.SerialRange => Range(data),
        ListFormat.SerialBitmap => Bitmap(data),
        ListFormat.KeyIds => Ids(data.ToArray()),
        _ => [],
    };

    private static IEnumerable<string> Serials(byte[] data)
    {
        for (var at = 0; at < data.Length; at += sizeof(ulong))
        {
            var serial = new SshWireReader(data.AsSpan(at)).LongNumber();
            yield return Name(serial, serial);
        }
    }

    private static string[] Range(ReadOnlySpan<byte> data)
    {
        var reader = new SshWireReader(data);
        var (from, to) = (reader.LongNumber(), reader.LongNumber());
        reader.End();
        return [Name(from, to)];
    }

    // The lowest bit, at the end, stands for the first serial number.
    private static IEnumerable<string> Bitmap(ReadOnlySpan<byte> data)
    {
        var reader = new SshWireReader(data);
        var first = reader.LongNumber();
        var bitmap = reader.Positive().ToArray();
        reader.End();
        return Runs(first, bitmap);
    }

    private static IEnumerable<string> Runs(ulong first, byte[] bitmap)
    {
        var bits = (ulong)bitmap.Length * 8;
        ulong? begin = null;
        for (ulong bit = 0; bit <= bits; bit++)
        {
            var isSet = bit < bits && (bitmap[^((int)(bit / 8) + 1)] >> (int)(bit % 8) & 1) != 0;
            if (isSet)
            {
                begin ??= bit;
            }
            else if (begin is { } start)
            {
                yield return Name(first + start, first + bit - 1);
                begin = null;
            }
        }
    }

    private static IEnumerable<string> Ids(byte[] data)
    {
        for (var at = 0; at < data.Length;)
        {
            var (id, length) = Id(data.AsSpan(at));
            at += length;
            yield return $"id {id}";
        }
    }

    private static (string Id, int Length) Id(ReadOnlySpan<byte> data)
    {
        var reader = new SshWireReader(data);
        var id = PlainText.Of(reader.Text());
        return (id, data.Length - reader.Rest.Length);
    }

    private static string Name(ulong from, ulong to) => from == to
        ? string.Create(CultureInfo.InvariantCulture, $"serial {from}")
        : string.Create(CultureInfo.InvariantCulture, $"serial {from}-{to}");
}
