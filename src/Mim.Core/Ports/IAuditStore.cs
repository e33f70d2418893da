using Mim.Core.Audit;

namespace Mim.Core.Ports;

/// <summary>The audit chain within one transaction.</summary>
public interface IAuditStore : IAuditReader
{
    /// <summary>The newest checkpoint; null before the first act.</summary>
    AuditCheckpoint? Head();

    void Append(AuditRecord record);

    /// <summary>Stores the new head. The former head stays when it is a multiple of 1,024, and is replaced otherwise.</summary>
    void SaveHead(AuditCheckpoint checkpoint);

    void AddKey(AuditKey key);
}
