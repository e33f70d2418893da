using System.Buffers.Text;
using Mim.Core.Sealing;

namespace Mim.Discovery.Files;

/// <summary>
/// One piece of base64 in a document, from its first character on: lines of XML and LDIF may fold and indent it, and escapes of JSON
/// and XML may stand in it. It ends at anything else, after its padding, or where the DER in it does.
/// </summary>
internal static class EncodedRun
{
    /// <summary>No certificate is shorter.</summary>
    private const int Shortest = 64;
    private const int HeadLength = 8;
    private const int Group = 4;
    private const int LongestEntity = 6;

    /// <summary>What is encoded, in a buffer that zeroes itself; null when it is no base64.</summary>
    /// <param name="text">From the first character on.</param>
    /// <param name="consumed">Octets of the text that were read.</param>
    public static KeyMaterial? Decode(ReadOnlySpan<byte> text, out int consumed)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        var most = Collect(text, head, out _) == HeadLength ? Needed(head) : 0;
        var length = Count(text, most) / Group * Group;
        if (length < Shortest)
        {
            consumed = HeadLength;
            return null;
        }

        using var buffer = new KeyMaterial(length);
        Collect(text, buffer.Span, out consumed);
        return Base64.DecodeFromUtf8InPlace(buffer.Span, out var written) == System.Buffers.OperationStatus.Done && written > 0
            ? KeyMaterial.CopyOf(buffer.Span[..written])
            : null;
    }

    // DER says how long it is, so that what follows it without a border does not come along; other content goes on as far as there is any.
    private static int Needed(ReadOnlySpan<byte> head)
    {
        Span<byte> octets = stackalloc byte[HeadLength / Group * 3];
        if (Base64.DecodeFromUtf8(head, octets, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return 0;
        }

        return octets switch
        {
            [0x30, 0x81, var size, ..] => Characters(size + 3),
            [0x30, 0x82, var high, var low, ..] => Characters((high << 8 | low) + 4),
            [0x30, 0x83, var high, var middle, var low, ..] => Characters((high << 16 | middle << 8 | low) + 5),
            _ => int.MaxValue,
        };
    }

    private static int Characters(int octets) => (octets + 2) / 3 * Group;

    private static int Count(ReadOnlySpan<byte> text, int most)
    {
        var (count, at) = (0, 0);
        while (count < most && Next(text, ref at) is not null)
        {
            count++;
        }

        return count;
    }

    private static int Collect(ReadOnlySpan<byte> text, Span<byte> base64, out int consumed)
    {
        var count = 0;
        consumed = 0;
        while (count < base64.Length && Next(text, ref consumed) is { } value)
        {
            base64[count++] = value;
        }

        return count;
    }

    // Null where the run ends.
    private static byte? Next(ReadOnlySpan<byte> text, ref int at)
    {
        var isPadded = at > 0 && text[at - 1] == (byte)'=';
        while (at < text.Length)
        {
            var rest = text[at..];
            if (Base64Run.Alphabet.Contains(rest[0]))
            {
                at++;
                return isPadded && rest[0] != (byte)'=' ? null : rest[0];
            }

            var skipped = Between(rest);
            if (skipped == 0)
            {
                return null;
            }

            at += skipped;
        }

        return null;
    }

    private static int Between(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n', ..] => 1,
        [(byte)'\\', (byte)'n' or (byte)'r' or (byte)'t', ..] => 2,
        [(byte)'\\', (byte)'/', ..] => 1,
        [(byte)'&', (byte)'#', ..] => text[..Math.Min(text.Length, LongestEntity)].IndexOf((byte)';') + 1,
        _ => 0,
    };
}
