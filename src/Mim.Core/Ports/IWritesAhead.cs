namespace Mim.Core.Ports;

/// <summary>
/// Optional power of an <see cref="IInventory"/>: new rows reach it before their transaction has its turn, beside the turns of others.
/// </summary>
public interface IWritesAhead
{
    /// <summary>
    /// Runs <paramref name="ahead"/> in a transaction that has no turn yet, waits for the turn, runs <paramref name="work"/> and commits
    /// both durably before it returns, as <see cref="IInventory.Write"/> does. An exception rolls everything back. Nobody waits for the
    /// rows longer than for a commit: whoever needs what they touch before the turn came goes first.
    /// </summary>
    /// <param name="ahead">
    /// Adds identities that are new, and nothing else: what it reads may be otherwise when the turn comes. Null when that will not do.
    /// </param>
    /// <param name="work">Does the rest in the turn, with what <paramref name="ahead"/> gave.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>
    /// What <paramref name="work"/> gave; null when everything was taken back and is to be done by <see cref="IInventory.Write"/>:
    /// because <paramref name="ahead"/> gave null, another was first or went first, or the turn did not come.
    /// </returns>
    /// <exception cref="MimException">As <see cref="IInventory.Write"/>.</exception>
    T? TryWrite<TAhead, T>(
        Func<IInventoryTransaction, TAhead?> ahead, Func<IInventoryTransaction, TAhead, T> work, CancellationToken cancellationToken)
        where TAhead : class
        where T : class;
}
