namespace Mim.Delivery.Tests.Services;

/// <summary>Time that only a test moves, and in which every wait is over at once.</summary>
internal sealed class HurriedTime : TimeProvider
{
    public List<TimeSpan> Waited { get; } = [];

    public TimeSpan Now { get; set; } = TimeSpan.FromDays(1);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waited.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
