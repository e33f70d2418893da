using Mim.Core.Ports;

namespace Mim.Core.Audit;

/// <summary>Chains the acts of one transaction.</summary>
public sealed class ActScope
{
    private static readonly Dictionary<string, string> NoDetail = [];
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
            Actor = WellFormed.Text(_context.Actor),
            Host = WellFormed.Text(_context.Host),
            RunId = _context.RunId,
            Act = WellFormed.Text(act.Name),
            SubjectKind = WellFormed.Text(act.SubjectKind),
            SubjectId = WellFormed.Text(act.SubjectId),
            SubjectName = WellFormed.Text(act.SubjectName),
            Outcome = act.Outcome,
            Detail = act.Detail is null ? NoDetail : WellFormed.Members(act.Detail),
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
