using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using Mim.Core.Policies;
using Mim.Testing;

namespace Mim.Core.Tests.Policies;

public sealed class CronExpressionTests
{
    private static readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("0 2 * * SUN", "2026-03-03T12:00Z", "2026-03-08T02:00Z")]
    [InlineData("0 2 * * 7", "2026-03-03T12:00Z", "2026-03-08T02:00Z")]
    [InlineData("0 2 * * sat-sun", "2026-03-08T01:00Z", "2026-03-08T02:00Z")]
    [InlineData("*/20 * * * *", "2026-03-03T12:20Z", "2026-03-03T12:40Z")]
    [InlineData("5/20 * * * *", "2026-03-03T12:25Z", "2026-03-03T12:45Z")]
    [InlineData("0 22-23,0-2/2 * * *", "2026-03-03T00:30Z", "2026-03-03T02:00Z")]
    [InlineData("30 4 1,15 * *", "2026-03-03T12:00Z", "2026-03-15T04:30Z")]
    [InlineData("0 0 29 feb *", "2026-03-03T12:00Z", "2028-02-29T00:00Z")]
    [InlineData("0 0 29 2 *", "2097-01-01T00:00Z", "2104-02-29T00:00Z")]
    [InlineData("0 0 31 * *", "2026-03-31T00:00Z", "2026-05-31T00:00Z")]
    // Days of the month or of the week, when both are restricted; both, when one begins with a star.
    [InlineData("0 0 13 * FRI", "2026-03-07T00:00Z", "2026-03-13T00:00Z")]
    [InlineData("0 0 1 * MON", "2026-03-03T00:00Z", "2026-03-09T00:00Z")]
    [InlineData("0 0 */2 * MON", "2026-03-03T00:00Z", "2026-03-09T00:00Z")]
    public void The_next_time_comes_after(string cron, string after, string expected) =>
        Assert.Equal(Time(expected), CronExpression.Parse(cron).Next(Time(after), TimeZoneInfo.Utc));

    [Theory]
    // 2026-03-29 02:00 to 03:00 does not happen in Berlin; 2026-10-25 02:00 to 03:00 happens twice.
    [InlineData("30 2 * * *", "2026-03-28T12:00Z", "2026-03-29T01:00Z")]
    [InlineData("30 2 * * *", "2026-03-29T01:00Z", "2026-03-30T00:30Z")]
    [InlineData("0 3 * * *", "2026-03-28T12:00Z", "2026-03-29T01:00Z")]
    [InlineData("30 2 * * *", "2026-10-24T12:00Z", "2026-10-25T00:30Z")]
    [InlineData("30 2 * * *", "2026-10-25T00:30Z", "2026-10-26T01:30Z")]
    [InlineData("30 * * * *", "2026-10-25T00:30Z", "2026-10-25T01:30Z")]
    [InlineData("30 * * * *", "2026-10-25T01:30Z", "2026-10-25T02:30Z")]
    [InlineData("30 * * * *", "2026-03-29T00:30Z", "2026-03-29T01:00Z")]
    public void Clocks_that_jump_skip_nothing_and_repeat_nothing(string cron, string after, string expected) =>
        Assert.Equal(Time(expected), CronExpression.Parse(cron).Next(Time(after), _berlin));

    [Theory]
    [InlineData("", "five fields")]
    [InlineData("* * * *", "five fields")]
    [InlineData("* * * * * *", "five fields")]
    [InlineData("60 * * * *", "'60' is no minute")]
    [InlineData("* 24 * * *", "'24' is no hour")]
    [InlineData("* * 0 * *", "'0' is no day of the month")]
    [InlineData("* * * 13 *", "'13' is no month")]
    [InlineData("* * * * 8", "'8' is no day of the week")]
    [InlineData("* * * * FRY", "'FRY' is no day of the week")]
    [InlineData("5-1 * * * *", "'5-1' is no minute")]
    [InlineData("*/0 * * * *", "'*/0' is no minute")]
    [InlineData("1,,2 * * * *", "'' is no minute")]
    [InlineData("0 0 31 2,4 *", "no month has that day")]
    [InlineData("@daily", "five fields")]
    public void What_is_wrong_is_named(string cron, string why)
    {
        var error = Assert.Throws<MimException>(() => CronExpression.Parse(cron));
        Assert.Equal(MimErrorCause.InvalidArgument, error.Cause);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void At_the_end_of_the_calendar_nothing_comes() =>
        Assert.Null(CronExpression.Parse("0 0 1 1 *").Next(DateTimeOffset.MaxValue.AddDays(-1), _berlin));

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Kathmandu")]
    public void The_next_time_is_the_first_minute_that_matches(string zoneId)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        var start = Time("2026-02-27T00:00Z");
        var cases =
            from minute in Gen.Choose(0, 59)
            from step in Gen.Choose(1, 30)
            from hour in Gen.Choose(0, 23)
            from span in Gen.Choose(0, 23)
            from after in Gen.Choose(0, 3 * 24 * 60)
            select (minute, step, hour, last: Math.Min(23, hour + span), start.AddMinutes(after));
        Any.Holds(cases, one =>
        {
            var (minute, step, hour, last, after) = one;
            var next = CronExpression.Parse($"{minute}/{step} {hour}-{last} * * *").Next(after, zone);
            var expected = Enumerable.Range(1, 2 * 24 * 60).Select(ahead => after.AddMinutes(ahead)).First(moment =>
            {
                var local = TimeZoneInfo.ConvertTime(moment, zone);
                return local.Hour >= hour && local.Hour <= last && local.Minute >= minute && (local.Minute - minute) % step == 0;
            });
            Assert.Equal(expected, next);
        });
    }

    [Fact]
    public void Any_text_is_read_or_refused_by_name() => Any.Holds(Any.Text, ReadOrRefused);

    [Fact]
    public void Damaged_text_is_read_or_refused_by_name()
    {
        var mutator = new Mutator(17);
        for (var index = 0; index < 5000; index++)
        {
            ReadOrRefused(Encoding.UTF8.GetString(mutator.Mutate("*/5 0-6,22 1,15 JAN-MAR MON-SUN/2"u8)));
        }
    }

    private static void ReadOrRefused(string text)
    {
        try
        {
            Assert.NotNull(CronExpression.Parse(text).Next(Time("2026-03-03T12:00Z"), _berlin));
        }
        catch (MimException exception)
        {
            Assert.Equal(MimErrorCause.InvalidArgument, exception.Cause);
        }
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
