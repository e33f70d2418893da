namespace Mim.Core.Audit;

/// <summary>Finds the number that a record was recorded under, when it stands under another one now.</summary>
internal sealed class TrueSequence
{
    private const int Reach = 1024;

    /// <summary>Searches cost hashes; a chain of nothing but rubbish must not cost 2,048 for each record.</summary>
    private int _searches = 256;

    /// <summary>How far the last record was recorded from where it stands.</summary>
    public long Shift { get; private set; }

    /// <summary>The number for which the record's hash holds; null when its content was changed.</summary>
    public long? Of(AuditRecord record)
    {
        if (Holds(record, 0))
        {
            Shift = 0;
            return record.Sequence;
        }

        if (Shift != 0 && Holds(record, Shift))
        {
            return record.Sequence + Shift;
        }

        if (_searches == 0)
        {
            return null;
        }

        _searches--;
        for (var distance = 1; distance <= Reach; distance++)
        {
            if (Holds(record, Shift + distance))
            {
                Shift += distance;
                return record.Sequence + Shift;
            }

            if (Holds(record, Shift - distance))
            {
                Shift -= distance;
                return record.Sequence + Shift;
            }
        }

        return null;
    }

    private static bool Holds(AuditRecord record, long shift) =>
        AuditChain.HashOf(shift == 0 ? record : record with { Sequence = record.Sequence + shift }) == record.Hash;
}
