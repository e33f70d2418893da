using Mim.Core.Ports;

namespace Mim.Core.Audit;

/// <summary>Chains the acts of one transaction.</summary>
public sealed class ActScope
{
    private readonly IAuditStore _audit;
    private readonly ActContext _context;
    private readonly Action<AuditRecord> _checkpoint;
    private string _hash;
    private long _sequence;

    internal ActScope(IAuditStore audit, ActContext context, AuditCheckpoint? head, DateTimeOffset now, Action<AuditRecord> checkpoint)
    {
        (_audit, _context, _checkpoint, Now) = (audit, context, checkpoint, now);
        (_sequence, _hash) = head is null ? (0, AuditChain.Genesis) : (head.Sequence, head.Hash);
    }

    /// <summary>The time of every act in this transaction; UTC, whole milliseconds.</summary>
    public DateTimeOffset Now { get; }

    internal AuditRecord? Last { get; private set; }

    /// <summary>Appends <paramref name="act"/> to the chain.</summary>
    public void Record(Act act)
    {
        var record = new AuditRecord
        {
            Sequence = ++_sequence,
            At = Now,
            Actor = _context.Actor,
            Host = _context.Host,
            RunId = _context.RunId,
            Act = act.Name,
            SubjectKind = act.SubjectKind,
            SubjectId = act.SubjectId,
            SubjectName = act.SubjectName,
            Outcome = act.Outcome,
            Detail = act.Detail ?? new Dictionary<string, string>(),
            PreviousHash = _hash,
            Hash = string.Empty,
        };
        record = record with { Hash = AuditChain.HashOf(record) };
        _hash = record.Hash;
        Last = record;
        _audit.Append(record);
        if (_sequence % AuditChain.CheckpointInterval == 0)
        {
            _checkpoint(record);
        }
    }
}
