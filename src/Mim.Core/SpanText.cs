using System.Globalization;
using System.Text.RegularExpressions;

namespace Mim.Core;

/// <summary>Reads spans as people write them: <c>30d</c>, <c>1d12h</c>, <c>90m</c>; a bare number means days.</summary>
public static partial class SpanText
{
    public static bool TryParse(string text, out TimeSpan span)
    {
        span = TimeSpan.Zero;
        text = text.Trim();
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out span) && span >= TimeSpan.Zero;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days))
        {
            return TryAdd(ref span, days, TimeSpan.TicksPerDay);
        }

        if (!Parts().IsMatch(text))
        {
            return false;
        }

        foreach (Match part in Part().Matches(text))
        {
            var number = double.Parse(part.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            if (!TryAdd(ref span, number, TicksOf(part.Groups["unit"].ValueSpan[0])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryAdd(ref TimeSpan span, double number, long ticks)
    {
        var total = span.Ticks + (number * ticks);
        if (total > TimeSpan.MaxValue.Ticks / 2)
        {
            return false;
        }

        span = new TimeSpan((long)total);
        return true;
    }

    private static long TicksOf(char unit) => char.ToLowerInvariant(unit) switch
    {
        'w' => 7 * TimeSpan.TicksPerDay,
        'd' => TimeSpan.TicksPerDay,
        'h' => TimeSpan.TicksPerHour,
        'm' => TimeSpan.TicksPerMinute,
        _ => TimeSpan.TicksPerSecond,
    };

    [GeneratedRegex(@"^(\d+(\.\d+)?\s*[wdhms]\s*)+$", RegexOptions.IgnoreCase)]
    private static partial Regex Parts();

    [GeneratedRegex(@"(?<number>\d+(\.\d+)?)\s*(?<unit>[wdhms])", RegexOptions.IgnoreCase)]
    private static partial Regex Part();
}
