using System.Globalization;
using Mim.Core.Risk;

namespace Mim.Core.Tests.Risk;

public class PublicLifetimeTests
{
    [Theory]
    [InlineData("2020-08-31", null)]
    [InlineData("2020-09-01", 398)]
    [InlineData("2026-03-14", 398)]
    [InlineData("2026-03-15", 200)]
    [InlineData("2027-03-15", 100)]
    [InlineData("2029-03-15", 47)]
    public void LimitsFollowTheDayOfIssue(string day, int? limit) => Assert.Equal(limit, PublicLifetime.LimitInDays(Day(day)));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void TheLastSecondCounts(int seconds, bool isOver)
    {
        var begin = Day("2026-06-01");

        Assert.Equal(isOver, PublicLifetime.Inspect(TestFacts.Sound with { NotBefore = begin, NotAfter = begin.AddDays(200).AddSeconds(seconds) }).Any());
    }

    [Fact]
    public void OnlyPublicAuthoritiesAreBound()
    {
        var begin = Day("2026-06-01");
        var own = TestFacts.Sound with { NotBefore = begin, NotAfter = begin.AddDays(200) };
        byte[] policy = [0x06, 0x06, 0x67, 0x81, 0x0C, 0x01, 0x02, 0x01];

        var told = Assert.Single(PublicLifetime.Inspect(own));
        Assert.Equal((HealthSeverity.Info, true), (told.Severity, told.Detail.StartsWith("it lasts 201 days", StringComparison.Ordinal)));
        Assert.Equal(HealthSeverity.Medium, Assert.Single(PublicLifetime.Inspect(own with { Der = [.. own.Der, .. policy] })).Severity);
    }

    private static DateTimeOffset Day(string day) => DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
