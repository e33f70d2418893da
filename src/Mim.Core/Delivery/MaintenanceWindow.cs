using System.Security;
using Mim.Core.Policies;

namespace Mim.Core.Delivery;

/// <summary>When versions may be installed at a target. They are issued at any time, and wait for it.</summary>
/// <param name="Cron">When it opens: the five fields of crontab(5), by the clocks of <paramref name="Zone"/>.</param>
/// <param name="Duration">How long it stays open, a minute to 31 days of elapsed time, whatever the clocks show.</param>
/// <param name="Zone">Time zone by its IANA or Windows name, for example <c>Europe/Berlin</c> or <c>UTC</c>.</param>
public sealed record MaintenanceWindow(string Cron, TimeSpan Duration, string Zone)
{
    private const int LongestZone = 128;
    private static readonly TimeSpan _shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longest = TimeSpan.FromDays(31);

    /// <summary>When it opens next: <paramref name="now"/> while it is open; null when it never opens again.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: what is wrong with it.</exception>
    public DateTimeOffset? OpensAt(DateTimeOffset now)
    {
        var (cron, zone) = Parse();
        var since = now - DateTimeOffset.MinValue > Duration ? now - Duration : DateTimeOffset.MinValue;
        return cron.Next(since, zone) is not { } next ? null : next > now ? next : now;
    }

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming what is wrong.</exception>
    internal void Validate() => _ = Parse();

    public override string ToString() => $"{Cron} for {Duration:c} in {Zone}";

    private (CronExpression Cron, TimeZoneInfo Zone) Parse() => Duration >= _shortest && Duration <= _longest
        ? (CronExpression.Parse(Cron), FindZone())
        : throw Wrong($"a maintenance window lasts a minute to {_longest.Days} days, not {Duration:c}", Duration.ToString("c"));

    private TimeZoneInfo FindZone()
    {
        try
        {
            return Zone.Length is > 0 and <= LongestZone
                ? TimeZoneInfo.FindSystemTimeZoneById(Zone)
                : throw new TimeZoneNotFoundException();
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException or SecurityException or UnauthorizedAccessException)
        {
            throw Wrong($"this system knows no time zone '{Zone[..Math.Min(Zone.Length, LongestZone)]}'", Zone);
        }
    }

    private static MimException Wrong(string rule, string subject) => new(MimErrorCause.InvalidArgument, $"The target is not valid: {rule}.", subject);
}
