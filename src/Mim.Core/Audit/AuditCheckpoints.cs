namespace Mim.Core.Audit;

/// <summary>The checkpoints of a chain that is being verified, held against its records as they come.</summary>
internal sealed class AuditCheckpoints
{
    private readonly Queue<AuditCheckpoint> _ahead = new();
    private long _lastGood;
    private bool _isRewritten;

    public long Count { get; private set; }

    /// <summary>The one that claims the end of the chain, signed or not; null when none does.</summary>
    public AuditCheckpoint? Head { get; private set; }

    public void Add(AuditCheckpoint checkpoint, bool isSigned)
    {
        Count++;
        if (checkpoint.Kind == AuditCheckpointKind.Head)
        {
            Head = checkpoint;
        }

        if (isSigned)
        {
            _ahead.Enqueue(checkpoint);
        }
    }

    /// <summary>
    /// The first record that may have been rewritten, when a checkpoint speaks against this one. Said once: after a rewritten
    /// record every later hash differs too.
    /// </summary>
    public long? Contradicts(AuditRecord record, long sequence)
    {
        long? from = null;
        while (_ahead.TryPeek(out var checkpoint) && checkpoint.Sequence <= sequence)
        {
            _ahead.Dequeue();
            if (checkpoint.Sequence < sequence)
            {
                continue;
            }

            var holds = checkpoint.Hash == record.Hash;
            from ??= holds || _isRewritten ? null : _lastGood + 1;
            _isRewritten = !holds;
            _lastGood = holds ? sequence : _lastGood;
        }

        return from;
    }
}
