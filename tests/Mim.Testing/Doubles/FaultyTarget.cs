using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Testing.Doubles;

/// <summary>A real target with trouble where a test wants it.</summary>
public sealed class FaultyTarget(ITargetAdapter inner) : ForwardingTarget(inner)
{
    /// <summary>Called before each call with the method's name and the target; what it throws, the target throws.</summary>
    public Func<string, Target, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Called after each call that succeeded.</summary>
    public Func<string, Target, Task> After { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>No trouble any more.</summary>
    public void Heal() => Before = After = (_, _) => Task.CompletedTask;

    protected override async Task<T> CallAsync<T>(string method, Target target, Func<Task<T>> call)
    {
        await Before(method, target);
        var result = await call();
        await After(method, target);
        return result;
    }
}
