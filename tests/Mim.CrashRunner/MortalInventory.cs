using Mim.Core.Ports;
using Mim.Testing.Doubles;

namespace Mim.CrashRunner;

/// <summary>The real store; its writes may be the last thing that happens.</summary>
internal sealed class MortalInventory(IInventory inner, IWitness witness) : ForwardingInventory(inner)
{
    private readonly IInventory _inner = inner;

    public override T Write<T>(Func<IInventoryTransaction, T> work, CancellationToken cancellationToken) =>
        witness.Around(() => _inner.Write(work, cancellationToken));
}
