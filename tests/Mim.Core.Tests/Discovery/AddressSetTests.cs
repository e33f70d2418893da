using FsCheck;
using FsCheck.Fluent;
using Mim.Core.Discovery;
using Mim.Testing;

namespace Mim.Core.Tests.Discovery;

public sealed class AddressSetTests
{
    private const int Most = 40;

    private static readonly Gen<(int First, int Last)[]> _ranges =
        Gen.Choose(0, Most).Two().Select(ends => (Math.Min(ends.Item1, ends.Item2), Math.Max(ends.Item1, ends.Item2))).ArrayOf();

    [Fact]
    public void It_is_a_set() => Any.Holds(_ranges.Two(), pair =>
    {
        var (wanted, excluded) = (Numbers(pair.Item1), Numbers(pair.Item2));
        var set = Set(pair.Item1).Except(Set(pair.Item2));
        var expected = wanted.Except(excluded).Order().ToList();
        Assert.All(
            Enumerable.Range(0, expected.Count + 2),
            count => Assert.Equal(expected.Skip(count), set.After(count).Select(number => (int)number)));
        Assert.Equal(expected.Count, (int)set.Count);
        Assert.All(Enumerable.Range(0, Most + 1), number => Assert.Equal(expected.Contains(number), set.Contains((UInt128)number)));
    });

    [Fact]
    public void The_highest_address_has_no_next()
    {
        var top = new AddressRange(UInt128.MaxValue, UInt128.MaxValue);
        var set = AddressSet.Of([top, new AddressRange(UInt128.MaxValue - 2, UInt128.MaxValue), top]);
        Assert.Equal(3, (int)set.Count);
        Assert.Equal(2, (int)set.Except(AddressSet.Of([top])).Count);
        Assert.Equal(3, set.After(0).Count());
    }

    private static AddressSet Set((int First, int Last)[] ranges) =>
        AddressSet.Of(ranges.Select(range => new AddressRange((UInt128)range.First, (UInt128)range.Last)));

    private static HashSet<int> Numbers((int First, int Last)[] ranges) =>
        [.. ranges.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1))];
}
