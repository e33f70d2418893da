namespace Mim.Ssh.Revocation;

/// <summary>
/// Finds the smallest way to write serial numbers: runs of consecutive ones are dealt out to lists, ranges and bitmaps, the best
/// choice for the first n runs following from that for fewer. One pass, so that a million numbers take milliseconds; where bits do not
/// fill octets, another way may be an octet or two smaller.
/// </summary>
internal static class SerialSections
{
    /// <summary>Octets of a section's kind and length.</summary>
    private const long Header = 5;

    private const long Range = Header + 16;

    /// <summary>Header, first serial number and the length of the bits.</summary>
    private const long Bitmap = Header + 8 + 4;

    private const long Never = long.MaxValue / 2;

    /// <param name="serials">Sorted, each once.</param>
    public static List<SerialSection> Choose(ReadOnlySpan<ulong> serials)
    {
        var runs = Runs(serials);
        var choices = new SerialSection[runs.Count];
        long closed = 0, list = Never, bitmap = Never;
        int listStart = 0, bitmapStart = 0;
        for (var index = 0; index < runs.Count; index++)
        {
            var (first, last) = runs[index];
            var before = closed;
            if (before + Header < list)
            {
                (list, listStart) = (before + Header, first);
            }

            list += 8L * (last - first + 1);
            (bitmap, bitmapStart) = Extend(serials, before, bitmap, bitmapStart, first, last);
            var withBits = bitmap >= Never ? Never : bitmap + Octets(serials[last] - serials[bitmapStart]);
            (closed, choices[index]) = Best(before + Range, list, withBits, first, listStart, bitmapStart, last);
        }

        return Backwards(choices, runs);
    }

    /// <summary>Octets of a bitmap whose highest bit is that one, with the zero that keeps the number positive.</summary>
    public static int Octets(ulong highestBit) => (int)(highestBit / 8) + 1 + (highestBit % 8 == 7 ? 1 : 0);

    // What is kept of an open bitmap is the cost before its bits: of two beginnings the cheaper stays so, however far they go on.
    private static (long Cost, int Start) Extend(ReadOnlySpan<ulong> serials, long before, long cost, int start, int first, int last)
    {
        if (cost < Never && serials[last] - serials[start] >= ListFormat.MostBits - 1)
        {
            cost = Never;
        }

        if (serials[last] - serials[first] >= ListFormat.MostBits - 1)
        {
            return (Never, first);
        }

        var open = cost >= Never ? Never : cost + Octets(serials[last] - serials[start]);
        var anew = before + Bitmap + Octets(serials[last] - serials[first]);
        return anew < open ? (before + Bitmap, first) : (cost, start);
    }

    private static (long Cost, SerialSection Choice) Best(
        long range, long list, long bitmap, int first, int listStart, int bitmapStart, int last) =>
        range <= list && range <= bitmap ? (range, new SerialSection(ListFormat.SerialRange, first, last))
        : list <= bitmap ? (list, new SerialSection(ListFormat.SerialList, listStart, last))
        : (bitmap, new SerialSection(ListFormat.SerialBitmap, bitmapStart, last));

    private static List<(int First, int Last)> Runs(ReadOnlySpan<ulong> serials)
    {
        var runs = new List<(int, int)>();
        for (var first = 0; first < serials.Length;)
        {
            var last = first;
            while (last + 1 < serials.Length && serials[last + 1] == serials[last] + 1)
            {
                last++;
            }

            runs.Add((first, last));
            first = last + 1;
        }

        return runs;
    }

    private static List<SerialSection> Backwards(SerialSection[] choices, List<(int First, int Last)> runs)
    {
        var sections = new List<SerialSection>();
        for (var index = choices.Length - 1; index >= 0;)
        {
            var choice = choices[index];
            sections.Add(choice);
            while (index >= 0 && runs[index].First >= choice.First)
            {
                index--;
            }
        }

        sections.Reverse();
        return sections;
    }
}
