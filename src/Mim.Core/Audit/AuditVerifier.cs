namespace Mim.Core.Audit;

/// <summary>
/// Walks a chain in the order it is given and names each place where it does not hold, once. A record counts under the
/// number its hash holds for, whatever number it stands under, so that renumbering hides nothing and makes no noise. Feed
/// checkpoints before the record they follow, then ask for the verdict. Constant memory but for the problems, of which it
/// keeps 1,000.
/// </summary>
public sealed class AuditVerifier(Guid storeId, IReadOnlyDictionary<string, byte[]> publicKeys)
{
    private readonly AuditProblemList _problems = new();
    private readonly AuditGaps _gaps = new();
    private readonly TrueSequence _sequences = new();
    private readonly AuditCheckpoints _checkpoints = new();
    private AuditRecord? _last;
    private AuditRecord? _rival;
    private AuditRecord? _moved;
    private long _end;
    private bool _isLastEdited;
    private long _records;

    /// <summary>Takes the next checkpoint; it is held against the record with its sequence number.</summary>
    public void Add(AuditCheckpoint checkpoint)
    {
        var isSigned = publicKeys.TryGetValue(checkpoint.KeyId, out var publicKey) && AuditChain.Verify(checkpoint, storeId, publicKey);
        if (!isSigned)
        {
            _problems.Add(AuditProblemKind.BadSignature, checkpoint.Sequence, "The signature of this checkpoint does not hold.");
        }
        else if (checkpoint.Sequence <= _end)
        {
            _problems.Add(AuditProblemKind.BadSignature, checkpoint.Sequence, $"This checkpoint stands behind record {_end}.");
        }

        _checkpoints.Add(checkpoint, isSigned);
    }

    /// <summary>Takes the next record.</summary>
    public void Add(AuditRecord record)
    {
        _records++;
        if (_sequences.Of(record) is not { } sequence)
        {
            TakeEdited(record);
        }
        else if (sequence <= _end)
        {
            TakeLate(record, sequence);
        }
        else
        {
            Take(record, sequence);
        }
    }

    /// <summary>The verdict, once everything was taken.</summary>
    public AuditVerdict Finish()
    {
        foreach (var (from, to) in _gaps.Left)
        {
            var missing = from == to ? $"Record {from} is" : $"Records {from} to {to} are";
            _problems.Add(AuditProblemKind.Deleted, from, $"{missing} missing.");
        }

        if (_checkpoints.Head?.Sequence is not { } head)
        {
            _problems.Add(AuditProblemKind.Truncated, _end + 1, $"The signed head is missing: records after {_end} may have been cut off.");
        }
        else if (head > _end)
        {
            _problems.Add(AuditProblemKind.Truncated, _end + 1, $"Records {_end + 1} to {head} are missing: the signed head is {head}.");
        }
        else if (head < _end)
        {
            _problems.Add(AuditProblemKind.Inserted, head + 1, $"Records after {head} are under no signed head.");
        }

        return new AuditVerdict(_records, _checkpoints.Count, _problems.InOrder());
    }

    /// <summary>A record further on than any before it.</summary>
    private void Take(AuditRecord record, long sequence)
    {
        if (sequence > _end + 1)
        {
            _gaps.Add(_end + 1, sequence - 1);
        }
        else if (!_isLastEdited && record.PreviousHash != (_last?.Hash ?? AuditChain.Genesis) && record.PreviousHash != _rival?.Hash)
        {
            _problems.Add(
                AuditProblemKind.Edited,
                Math.Max(_end, 1),
                _end == 0 ? "It is chained to a record before the first." : $"Record {sequence} was chained to another record {_end} than the one that stands there.");
        }

        Hold(record, sequence);
    }

    private void TakeEdited(AuditRecord record)
    {
        // Which number it had, nobody knows: the next one if it is chained to the last record, else the one it claims.
        var isNext = record.PreviousHash == _last?.Hash || record.Sequence + _sequences.Shift <= _end;
        var sequence = isNext ? _end + 1 : record.Sequence + _sequences.Shift;
        if (sequence > _end + 1)
        {
            _gaps.Add(_end + 1, sequence - 1);
        }

        _problems.Add(AuditProblemKind.Edited, sequence, "Its content does not give its hash.");
        Hold(record, sequence);
        _isLastEdited = true;
    }

    /// <summary>A record whose number lies behind: one that was moved here, or a second one of that number.</summary>
    private void TakeLate(AuditRecord record, long sequence)
    {
        if (_gaps.Fill(sequence))
        {
            if (_moved is null || record.PreviousHash != _moved.Hash)
            {
                _problems.Add(AuditProblemKind.Reordered, sequence, $"It stands behind record {_end}.");
            }

            _moved = record;
            return;
        }

        if (sequence == _end)
        {
            _rival = record;
        }

        _problems.Remove(AuditProblemKind.Edited, sequence);
        _problems.Add(AuditProblemKind.Inserted, sequence, $"Two records stand for {sequence}: one of them was put in.");
    }

    private void Hold(AuditRecord record, long sequence)
    {
        if (_checkpoints.Contradicts(record, sequence) is { } from)
        {
            _problems.Add(
                AuditProblemKind.BadSignature, sequence, $"The signed checkpoint has another hash for this record: records {from} to {sequence} may be rewritten.");
        }

        (_last, _end, _rival, _isLastEdited) = (record, sequence, null, false);
    }
}
