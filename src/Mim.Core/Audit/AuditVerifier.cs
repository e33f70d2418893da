namespace Mim.Core.Audit;

/// <summary>
/// Walks a chain in the order it is given and names each place where it does not hold. Feed records and checkpoints in
/// order of their sequence, then ask for the verdict. Constant memory but for the problems, of which it keeps 1,000.
/// </summary>
public sealed class AuditVerifier(Guid storeId, IReadOnlyDictionary<string, byte[]> publicKeys)
{
    private const int MaximumProblems = 1000;
    private readonly List<AuditProblem> _problems = [];
    private readonly Queue<AuditCheckpoint> _checkpoints = new();
    private AuditRecord? _last;
    private AuditCheckpoint? _head;
    private long _records;
    private long _checkpointCount;

    /// <summary>Takes the next checkpoint; it is held against the record with its sequence number.</summary>
    public void Add(AuditCheckpoint checkpoint)
    {
        _checkpointCount++;
        _head = checkpoint;
        if (!publicKeys.TryGetValue(checkpoint.KeyId, out var publicKey) || !AuditChain.Verify(checkpoint, storeId, publicKey))
        {
            Report(AuditProblemKind.BadSignature, checkpoint.Sequence, "The signature of this checkpoint does not hold.");
            return;
        }

        _checkpoints.Enqueue(checkpoint);
    }

    /// <summary>Takes the next record.</summary>
    public void Add(AuditRecord record)
    {
        _records++;
        var expected = (_last?.Sequence ?? 0) + 1;
        var intact = AuditChain.HashOf(record) == record.Hash;
        if (_last is not null && record.Sequence <= _last.Sequence)
        {
            var kind = intact && record.Sequence < _last.Sequence ? AuditProblemKind.Reordered : AuditProblemKind.Inserted;
            Report(kind, record.Sequence, $"It follows record {_last.Sequence}.");
            return;
        }

        if (!intact)
        {
            Report(Renumbered(record) ?? new AuditProblem(AuditProblemKind.Edited, record.Sequence, "Its content does not give its hash."));
        }
        else if (record.Sequence > expected)
        {
            var missing = record.Sequence - expected == 1 ? $"Record {expected} is" : $"Records {expected} to {record.Sequence - 1} are";
            Report(AuditProblemKind.Deleted, expected, $"{missing} missing.");
        }
        else if (record.PreviousHash != (_last?.Hash ?? AuditChain.Genesis))
        {
            Report(
                AuditProblemKind.Edited,
                Math.Max(expected - 1, 1),
                $"Record {record.Sequence} was chained to another record {expected - 1} than the one that stands there.");
        }

        HoldAgainstCheckpoints(record);
        _last = record;
    }

    /// <summary>The verdict, once everything was taken.</summary>
    public AuditVerdict Finish()
    {
        var end = _last?.Sequence ?? 0;
        if (_head is not null && _head.Sequence > end)
        {
            Report(AuditProblemKind.Truncated, end + 1, $"Records {end + 1} to {_head.Sequence} are missing: the signed head is {_head.Sequence}.");
        }
        else if (end > 0 && (_head is null || _head.Sequence < end))
        {
            Report(AuditProblemKind.Inserted, (_head?.Sequence ?? 0) + 1, $"Records after {_head?.Sequence ?? 0} are under no signed head.");
        }

        return new AuditVerdict(_records, _checkpointCount, _problems.OrderBy(problem => problem.Sequence).ToList());
    }

    /// <summary>A record whose hash holds under a neighbouring number was moved there to close or open a gap.</summary>
    private static AuditProblem? Renumbered(AuditRecord record)
    {
        foreach (var shift in (ReadOnlySpan<long>)[1, -1])
        {
            if (AuditChain.HashOf(record with { Sequence = record.Sequence + shift }) == record.Hash)
            {
                var kind = shift > 0 ? AuditProblemKind.Deleted : AuditProblemKind.Inserted;
                return new AuditProblem(kind, record.Sequence, $"What stands here was recorded as {record.Sequence + shift}.");
            }
        }

        return null;
    }

    private void HoldAgainstCheckpoints(AuditRecord record)
    {
        while (_checkpoints.TryPeek(out var checkpoint) && checkpoint.Sequence <= record.Sequence)
        {
            _checkpoints.Dequeue();
            if (checkpoint.Sequence == record.Sequence && checkpoint.Hash != record.Hash)
            {
                Report(AuditProblemKind.BadSignature, record.Sequence, "The signed checkpoint has another hash for this record.");
            }
        }
    }

    private void Report(AuditProblemKind kind, long sequence, string detail) => Report(new AuditProblem(kind, sequence, detail));

    private void Report(AuditProblem problem)
    {
        if (_problems.Count < MaximumProblems)
        {
            _problems.Add(problem);
        }
    }
}
