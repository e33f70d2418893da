using System.Globalization;
using Mim.Core.Delivery;

namespace Mim.Core.Tests.Delivery;

public sealed class MaintenanceWindowTests
{
    private static readonly MaintenanceWindow _sundays = new("0 2 * * SUN", TimeSpan.FromHours(2), "Europe/Berlin");

    [Theory]
    [InlineData("2026-03-07T12:00Z", "2026-03-08T01:00Z")]
    [InlineData("2026-03-08T01:00Z", "2026-03-08T01:00Z")]
    [InlineData("2026-03-08T02:59Z", "2026-03-08T02:59Z")]
    [InlineData("2026-03-08T03:00Z", "2026-03-15T01:00Z")]
    // The clocks go forward at its beginning, and back in the middle of it: it stays open for two hours all the same.
    [InlineData("2026-03-28T12:00Z", "2026-03-29T01:00Z")]
    [InlineData("2026-03-29T02:59Z", "2026-03-29T02:59Z")]
    [InlineData("2026-03-29T03:00Z", "2026-04-05T00:00Z")]
    [InlineData("2026-10-25T00:00Z", "2026-10-25T00:00Z")]
    [InlineData("2026-10-25T01:59Z", "2026-10-25T01:59Z")]
    [InlineData("2026-10-25T02:00Z", "2026-11-01T01:00Z")]
    public void It_is_open_from_its_time_for_its_duration(string now, string opensAt) => Assert.Equal(Time(opensAt), _sundays.OpensAt(Time(now)));

    [Fact]
    public void Openings_that_overlap_are_one() =>
        Assert.Equal(Time("2026-03-08T01:30Z"), new MaintenanceWindow("0 * * * *", TimeSpan.FromHours(3), "UTC").OpensAt(Time("2026-03-08T01:30Z")));

    [Theory]
    [InlineData("0 2 * *", 60, "UTC", "five fields")]
    [InlineData("0 2 * * *", 0, "UTC", "lasts a minute to 31 days")]
    [InlineData("0 2 * * *", 60 * 24 * 32, "UTC", "lasts a minute to 31 days")]
    [InlineData("0 2 * * *", 60, "Europe/Atlantis", "no time zone 'Europe/Atlantis'")]
    [InlineData("0 2 * * *", 60, "", "no time zone ''")]
    [InlineData("0 2 * * *", 60, "../../etc/passwd", "no time zone")]
    public void What_is_wrong_is_named(string cron, int minutes, string zone, string why)
    {
        var error = Assert.Throws<MimException>(() => new MaintenanceWindow(cron, TimeSpan.FromMinutes(minutes), zone).Validate());
        Assert.Equal(MimErrorCause.InvalidArgument, error.Cause);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
