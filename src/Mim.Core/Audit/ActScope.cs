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
    public void Record(Act act) => Record(Prepare(act));

    /// <summary>Makes ready what is recorded later in this transaction.</summary>
    internal PreparedAct Prepare(Act act) => PreparedAct.Of(act, _context);

    /// <summary>Appends an act that was made ready beforehand.</summary>
    internal void Record(PreparedAct act)
    {
        var record = act.Chain(++_sequence, Now, _hash);
        _hash = record.Hash;
        Last = record;
        _audit.Append(record);
        if (_sequence % AuditChain.CheckpointInterval == 0)
        {
            _checkpoint(record);
        }
    }
}
