using Mim.Core.Audit;

namespace Mim.Core.Ports;

/// <summary>Reads the audit chain.</summary>
public interface IAuditReader
{
    IEnumerable<AuditRecord> Read(AuditQuery query, CancellationToken cancellationToken);

    /// <summary>Kept checkpoints in order of sequence, then the head of the chain.</summary>
    IEnumerable<AuditCheckpoint> Checkpoints(CancellationToken cancellationToken);

    IReadOnlyList<AuditKey> Keys();
}
