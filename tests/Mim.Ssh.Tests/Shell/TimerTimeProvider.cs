namespace Mim.Ssh.Tests.Shell;

/// <summary>A clock whose timers go off when a test says.</summary>
internal sealed class TimerTimeProvider : TimeProvider
{
    private readonly List<Action> _callbacks = [];

    public void Ring() => _callbacks.ForEach(callback => callback());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _callbacks.Add(() => callback(state));
        return base.CreateTimer(_ => { }, null, dueTime, period);
    }
}
