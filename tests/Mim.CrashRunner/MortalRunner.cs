using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.CrashRunner;

/// <summary>The real runner of commands; one may be the last thing that happens.</summary>
internal sealed class MortalRunner(ICommandRunner inner, IWitness witness) : ICommandRunner
{
    public Task<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(witness.Around(() => inner.RunAsync(request, cancellationToken).GetAwaiter().GetResult()));
}
