using Mim.Core.Identities;
using Mim.Testing;

namespace Mim.Core.Tests.Identities;

public sealed class IdSequenceTests
{
    [Fact]
    public void IdsRiseAndAreOfTheirTimeAndVersion()
    {
        var ids = new IdSequence(Sample.Now);
        var given = Enumerable.Range(0, 10_000).Select(_ => ids.Next()).ToList();

        Assert.Equal(given.OrderBy(Text, StringComparer.Ordinal), given);
        Assert.Equal(given.Count, given.Distinct().Count());
        Assert.All(given, id => Assert.Equal((7, 8), (id.Version, id.Variant & 0xC)));
        var time = Convert.ToInt64(Text(given[0])[..12], 16);
        Assert.All(given, id => Assert.Equal(time, Convert.ToInt64(Text(id)[..12], 16)));
        Assert.Equal(Sample.Now.ToUnixTimeMilliseconds(), time);
    }

    [Fact]
    public void TwoOfOneTimeHaveNothingInCommon()
    {
        var (one, other) = (new IdSequence(Sample.Now), new IdSequence(Sample.Now));

        Assert.Empty(Enumerable.Range(0, 5000).Select(_ => one.Next()).Intersect(Enumerable.Range(0, 5000).Select(_ => other.Next())));
    }

    private static string Text(Guid id) => id.ToString("N");
}
