using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Doubles;

namespace Mim.CrashRunner;

/// <summary>The real target; its calls may be the last thing that happens.</summary>
internal sealed class MortalTarget(ITargetAdapter inner, IWitness witness) : ForwardingTarget(inner)
{
    protected override Task<T> CallAsync<T>(string method, Target target, Func<Task<T>> call) =>
        Task.FromResult(witness.Around(() => call().GetAwaiter().GetResult()));
}
