using Mim.Core.Stores;

namespace Mim.Core.Ports;

/// <summary>Optional power of an inventory: looking after itself.</summary>
public interface IStoreMaintenance
{
    /// <summary>Integrity, foreign keys, orphaned sealed values, permissions: one result each.</summary>
    IEnumerable<StoreCheck> Check(CancellationToken cancellationToken);

    /// <summary>A consistent copy while others write; owner-only, flushed, then renamed into place.</summary>
    void Backup(string destination, IProgress<double>? progress, CancellationToken cancellationToken);
}
