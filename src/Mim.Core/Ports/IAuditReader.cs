using Mim.Core.Audit;

namespace Mim.Core.Ports;

/// <summary>Reads the audit chain.</summary>
public interface IAuditReader
{
    IEnumerable<AuditRecord> Read(AuditQuery query, CancellationToken cancellationToken);

    /// <summary>Signed checkpoints in order of sequence; the last one is the head of the chain.</summary>
    IEnumerable<AuditCheckpoint> Checkpoints(CancellationToken cancellationToken);

    IReadOnlyList<AuditKey> Keys();
}
