using Mim.Ssh.Revocation;

namespace Mim.Ssh.Tests.Revocation;

public sealed class SerialSectionsTests
{
    [Fact]
    public void One_alone_is_listed_and_many_in_a_row_are_a_range()
    {
        Assert.Equal([new SerialSection(ListFormat.SerialList, 0, 0)], SerialSections.Choose([7]));
        Assert.Equal([new SerialSection(ListFormat.SerialRange, 0, 99)], SerialSections.Choose([.. Enumerable.Range(1, 100).Select(serial => (ulong)serial)]));
        Assert.Empty(SerialSections.Choose([]));
    }

    [Fact]
    public void Numbers_close_to_each_other_are_a_bitmap_of_at_most_what_OpenSSH_reads()
    {
        var serials = Enumerable.Range(1, 20_000).Select(step => 2 * (ulong)step).ToArray();
        var sections = SerialSections.Choose(serials);
        Assert.All(sections, section => Assert.Equal(ListFormat.SerialBitmap, section.Kind));
        Assert.All(sections, section => Assert.True(serials[section.Last] - serials[section.First] < ListFormat.MostBits));
        Assert.Equal(3, sections.Count);
    }

    /// <summary>Every way there is of dealing out a few numbers, against the one that is chosen: bits are rounded up to octets.</summary>
    [Fact]
    public void No_other_way_is_smaller_by_more_than_two_octets()
    {
        var random = new Random(9000);
        for (var round = 0; round < 300; round++)
        {
            ulong[] serials = [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => (ulong)random.Next(1, random.Next(2, 400))).Distinct().Order()];
            var chosen = SerialSections.Choose(serials).Sum(section => Size(serials, section));
            Assert.True(chosen <= Smallest(serials, 0) + 2, $"{round}: {string.Join(' ', serials)}");
        }
    }

    [Fact]
    public void Each_number_is_in_exactly_one_section()
    {
        var random = new Random(5280);
        ulong[] serials = [.. Enumerable.Range(0, 5000).Select(_ => (ulong)random.NextInt64(1, random.Next(2) == 0 ? 20_000 : long.MaxValue)).Distinct().Order()];
        var next = 0;
        foreach (var section in SerialSections.Choose(serials))
        {
            Assert.Equal(next, section.First);
            next = section.Last + 1;
        }

        Assert.Equal(serials.Length, next);
    }

    private static long Smallest(ulong[] serials, int from)
    {
        if (from == serials.Length)
        {
            return 0;
        }

        var best = long.MaxValue;
        for (var last = from; last < serials.Length; last++)
        {
            var rest = Smallest(serials, last + 1);
            foreach (var kind in new[] { ListFormat.SerialList, ListFormat.SerialBitmap, ListFormat.SerialRange })
            {
                if (kind != ListFormat.SerialRange || serials[last] - serials[from] == (ulong)(last - from))
                {
                    best = Math.Min(best, rest + Size(serials, new SerialSection(kind, from, last)));
                }
            }
        }

        return best;
    }

    private static long Size(ulong[] serials, SerialSection section) => 5 + section.Kind switch
    {
        ListFormat.SerialRange => 16,
        ListFormat.SerialList => 8L * (section.Last - section.First + 1),
        _ => 12 + SerialSections.Octets(serials[section.Last] - serials[section.First]),
    };
}
