using Mim.Core.Audit;

namespace Mim.Core.Ports;

/// <summary>The audit chain within one transaction.</summary>
public interface IAuditStore : IAuditReader
{
    /// <summary>The signed end of the chain; null before the first act.</summary>
    AuditCheckpoint? Head();

    void Append(AuditRecord record);

    /// <summary>Adds a kept checkpoint for good, or puts a head in the place of the former head.</summary>
    void Save(AuditCheckpoint checkpoint);

    void AddKey(AuditKey key);
}
