using Mim.Core.Ports;
using Mim.Core.Stores;
using Mim.Testing.Doubles;

namespace Mim.Core.Tests.Accounts;

/// <summary>A store that counts what it is asked for to tell of accounts.</summary>
internal sealed class CountedInventory(IInventory inner) : ForwardingInventory(inner), IInventoryReader
{
    private readonly IInventory _inner = inner;

    public int Calls { get; private set; }

    IIdentityReader IInventoryReader.Identities => CountedCalls.Of(_inner.Identities, Count);

    IVersionReader IInventoryReader.Versions => CountedCalls.Of(_inner.Versions, Count);

    ITargetReader IInventoryReader.Targets => CountedCalls.Of(_inner.Targets, Count);

    IConsumerReader IInventoryReader.Consumers => CountedCalls.Of(_inner.Consumers, Count);

    IJournalReader IInventoryReader.Journal => CountedCalls.Of(_inner.Journal, Count);

    public override T Write<T>(Func<IInventoryTransaction, T> work, CancellationToken cancellationToken) => _inner.Write(work, cancellationToken);

    private void Count() => Calls++;
}
