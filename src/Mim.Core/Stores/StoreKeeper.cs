using Mim.Core.Audit;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Stores;

/// <summary>Looks after a store.</summary>
public sealed class StoreKeeper
{
    private const int Samples = 16;
    private readonly IInventory _inventory;
    private readonly AuditBook _audit;
    private readonly Sealer _sealer;
    private readonly ActLedger _ledger;
    private readonly Guid _storeId;

    internal StoreKeeper(Guid storeId, IInventory inventory, AuditBook audit, Sealer sealer, ActLedger ledger) =>
        (_storeId, _inventory, _audit, _sealer, _ledger) = (storeId, inventory, audit, sealer, ledger);

    /// <summary>Troubles a user should mend; costs next to nothing, whatever the size of the store.</summary>
    public IReadOnlyList<string> Warnings => _inventory.Warnings;

    public StoreInfo Describe(CancellationToken cancellationToken) => _inventory.Describe(cancellationToken);

    /// <summary>Every check of the engine, the whole audit chain, and whether sealed values open.</summary>
    public IEnumerable<StoreCheck> Test(CancellationToken cancellationToken)
    {
        var checks = _inventory is IStoreMaintenance maintenance ? maintenance.Check(cancellationToken) : [];
        return checks.Concat(Prove(_inventory, cancellationToken));
    }

    /// <summary>The audit chain of the store or a copy of it, and whether sealed values open.</summary>
    internal IEnumerable<StoreCheck> Prove(IInventory inventory, CancellationToken cancellationToken)
    {
        yield return AuditOf(inventory, cancellationToken);
        yield return SealsOf(inventory, cancellationToken);
    }

    /// <summary>A consistent copy while others write. The act is recorded first, so that the copy holds it too.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>, <see cref="MimErrorCause.StoreExists"/>: the destination is there.</exception>
    public void Backup(string destination, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (_inventory is not IStoreMaintenance maintenance)
        {
            throw new MimException(MimErrorCause.Unsupported, "This engine has no backups.");
        }

        _ledger.Record(
            new Act("BackupStore", "Store", _storeId.ToString(), null, new Dictionary<string, string> { ["destination"] = destination }), cancellationToken);
        maintenance.Backup(destination, progress, cancellationToken);
    }

    /// <summary>
    /// Records that the store came from a backup. Lists published since then are not in it, and a number must never come
    /// twice (RFC 5280 section 5.2.3): each authority goes on from the milliseconds since 1970, which no count of lists reaches.
    /// </summary>
    public void RecordRestore(string backup, CancellationToken cancellationToken) => _ledger.Commit(
        (transaction, acts) =>
        {
            foreach (var authority in transaction.Authorities.All())
            {
                transaction.Authorities.Put(authority with
                {
                    NextCrlNumber = Math.Max(authority.NextCrlNumber, acts.Now.ToUnixTimeMilliseconds()),
                });
            }

            acts.Record(new Act("RestoreStore", "Store", _storeId.ToString(), null, new Dictionary<string, string> { ["backup"] = backup }));
        },
        cancellationToken);

    private StoreCheck AuditOf(IInventory inventory, CancellationToken cancellationToken)
    {
        var verdict = _audit.Of(inventory).Test(cancellationToken);
        var detail = verdict.Intact
            ? $"{verdict.Records} records under {verdict.Checkpoints} checkpoints"
            : string.Join("; ", verdict.Problems.Take(3).Select(problem => $"{problem.Kind} at {problem.Sequence}: {problem.Detail}"));
        return new StoreCheck("AuditChain", verdict.Intact, detail);
    }

    private StoreCheck SealsOf(IInventory inventory, CancellationToken cancellationToken)
    {
        try
        {
            var values = inventory.Sealed.WrappedBefore(int.MaxValue, Samples);
            foreach (var value in values)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _sealer.Unseal(value).Dispose();
            }

            return new StoreCheck("Unsealing", true, $"{values.Count} tried, all open");
        }
        catch (MimException exception)
        {
            return new StoreCheck("Unsealing", false, exception.Message);
        }
    }
}
