namespace Mim.Core.Policies;

/// <summary>
/// When something recurs, in the five fields of crontab(5): minute, hour, day of month, month, day of week. Each is <c>*</c> or a
/// list of numbers, ranges and steps; months and days have their English names. When both fields of days are restricted, a day
/// needs to match one of them.
/// </summary>
internal sealed class CronExpression
{
    private const int LongestText = 256;

    // Nothing is further away than the next 29 February across a century without one.
    private const int MostDays = 9 * 366;

    private static readonly string[] _months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] _days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
    private static readonly DateTime _anyLeapYear = new(2024, 1, 1);

    private readonly CronField _minutes;
    private readonly CronField _hours;
    private readonly CronField _daysOfMonth;
    private readonly CronField _monthsOfYear;
    private readonly CronField _daysOfWeek;

    private CronExpression(string[] fields)
    {
        _minutes = CronField.Parse(fields[0], "minute", 0, 59, []);
        _hours = CronField.Parse(fields[1], "hour", 0, 23, []);
        _daysOfMonth = CronField.Parse(fields[2], "day of the month", 1, 31, []);
        _monthsOfYear = CronField.Parse(fields[3], "month", 1, 12, _months);
        var week = CronField.Parse(fields[4], "day of the week", 0, 7, _days);
        _daysOfWeek = week with { Values = week.Values | (week.Values >> 7 & 1) };
    }

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, saying which field is wrong.</exception>
    public static CronExpression Parse(string text)
    {
        var fields = text.Length <= LongestText ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [];
        if (fields.Length != 5)
        {
            throw Wrong(text, "it has the five fields minute, hour, day of the month, month and day of the week");
        }

        try
        {
            var cron = new CronExpression(fields);
            return Enumerable.Range(0, 366).Any(day => cron.IsOn(_anyLeapYear.AddDays(day))) ? cron : throw Wrong(text, "no month has that day");
        }
        catch (FormatException exception)
        {
            throw Wrong(text, exception.Message);
        }
    }

    /// <summary>
    /// The first time after <paramref name="after"/>, UTC; null at the end of the calendar. A time that the clocks jump over is the
    /// moment when they jump; one that they show twice is the first of the two, or both when it is for every hour.
    /// </summary>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        var first = TimeZoneInfo.ConvertTime(after, zone).Date;
        for (var days = -1; days < MostDays; days++)
        {
            var ticks = first.Ticks + (days * TimeSpan.TicksPerDay);
            if (ticks < 0)
            {
                continue;
            }

            if (ticks > DateTime.MaxValue.Ticks - (2 * TimeSpan.TicksPerDay))
            {
                return null;
            }

            var day = new DateTime(ticks);
            if (IsOn(day) && Moments(day, zone).Where(moment => moment > after).Order().Cast<DateTimeOffset?>().FirstOrDefault() is { } next)
            {
                return next;
            }
        }

        return null;
    }

    private static MimException Wrong(string text, string why) => new(
        MimErrorCause.InvalidArgument, $"'{(text.Length > LongestText ? text[..LongestText] + "…" : text)}' is no cron expression: {why}.", text);

    private bool IsOn(DateTime day)
    {
        if (!_monthsOfYear.Takes(day.Month))
        {
            return false;
        }

        var (isOfMonth, isOfWeek) = (_daysOfMonth.Takes(day.Day), _daysOfWeek.Takes((int)day.DayOfWeek));
        return _daysOfMonth.IsAny || _daysOfWeek.IsAny ? isOfMonth && isOfWeek : isOfMonth || isOfWeek;
    }

    private IEnumerable<DateTimeOffset> Moments(DateTime day, TimeZoneInfo zone)
    {
        for (var hour = 0; hour < 24; hour++)
        {
            for (var minute = 0; _hours.Takes(hour) && minute < 60; minute++)
            {
                if (_minutes.Takes(minute))
                {
                    foreach (var offset in Offsets(day.AddMinutes((hour * 60) + minute), zone))
                    {
                        yield return offset;
                    }
                }
            }
        }
    }

    private IEnumerable<DateTimeOffset> Offsets(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsAmbiguousTime(local))
        {
            // The greater offset is the earlier moment.
            var offsets = zone.GetAmbiguousTimeOffsets(local).OrderDescending();
            return offsets.Take(_hours.IsAny ? 2 : 1).Select(offset => new DateTimeOffset(local, offset).ToUniversalTime());
        }

        return [zone.IsInvalidTime(local) ? AfterJump(local, zone) : new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime()];
    }

    private static DateTimeOffset AfterJump(DateTime local, TimeZoneInfo zone)
    {
        do
        {
            local = local.AddMinutes(1);
        }
        while (zone.IsInvalidTime(local));
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
