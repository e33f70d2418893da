using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>
/// Groups of which everything is new: their rows go to the store before their turn, and only their acts wait for it. A run that meets
/// anything else, or others who write the same, goes on without.
/// </summary>
internal sealed class ImportAhead(IdentityImporter importer, ActLedger ledger, CancellationToken stop)
{
    /// <summary>Below that it gains less than its round trips cost.</summary>
    private const int FewestRows = 1024;

    private volatile bool _isOver = !ledger.CommitsAhead;

    /// <summary>Kinds and folded names of a group of records that may all be new; null when the group has to wait for its turn.</summary>
    public HashSet<(IdentityKind Kind, string Name)>? NamesOf(IReadOnlyList<ImportItem> group) =>
        _isOver || group.Count < FewestRows || group.Any(item => item.Add is null)
            ? null
            : [.. group.Select(item => (item.Name!.Value.Kind, item.Name.Value.Name.ToLowerInvariant()))];

    /// <summary>What became of a group; null when nothing of it was stored and it has to wait for its turn.</summary>
    public List<ImportOutcome>? TryCommit(IReadOnlyList<ImportItem> group)
    {
        List<ImportOutcome>? outcomes = null;
        try
        {
            outcomes = ledger.TryCommitAhead(
                transaction => Add(transaction, group),
                (added, acts) => added.ConvertAll(one =>
                {
                    acts.Record(one.Act);
                    return one.Outcome;
                }),
                stop);
        }
        catch (MimException exception) when (!exception.IsStoreTrouble)
        {
            // Which of them is to blame shows in its turn.
        }

        _isOver |= outcomes is null;
        return outcomes;
    }

    private List<(ImportOutcome Outcome, PreparedAct Act)>? Add(IInventoryTransaction transaction, IReadOnlyList<ImportItem> items)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(ledger.Now.ToUnixTimeMilliseconds());
        var group = importer.GroupOf(transaction, items, stop);
        if (items.Any(IsKnown))
        {
            return null;
        }

        var added = new List<(ImportOutcome, PreparedAct)>(items.Count);
        foreach (var item in items)
        {
            stop.ThrowIfCancellationRequested();
            if (IsKnown(item))
            {
                return null;
            }

            var (result, act) = item.Add!(transaction, group, now);
            group.Add(result.Identity);
            added.Add((new ImportOutcome(item.What, result, null), PreparedAct.Of(act, ledger.Context)));
        }

        return added;

        bool IsKnown(ImportItem item) => group.Recorded(item.Name!.Value.Kind, item.Name.Value.Name) is not null;
    }
}
