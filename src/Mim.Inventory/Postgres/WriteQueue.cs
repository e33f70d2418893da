using Mim.Core;
using Mim.Inventory.Sql;
using Npgsql;

namespace Mim.Inventory.Postgres;

/// <summary>
/// Statements on their way to the server, in their order. Rows of one insert travel together until a statement comes that may
/// depend on them.
/// </summary>
internal sealed class WriteQueue
{
    /// <summary>Enough to forget the round trip, few enough to hold.</summary>
    private const int Most = 2048;

    private readonly List<QueuedWrite> _waiting = [];
    private readonly List<QueuedWrite> _sent = [];
    private readonly List<RowGroup> _groups = [];
    private int _rows;

    public bool IsEmpty => _waiting.Count + _rows == 0;

    public bool IsFull => _waiting.Count + _rows >= Most;

    public void Add(QueuedWrite write)
    {
        QueueRows();
        _waiting.Add(write);
    }

    /// <summary>Where the next row of an insert is collected.</summary>
    public RowGroup Rows(RowInsert insert)
    {
        var group = _groups.Find(group => group.Insert == insert);
        if (group is null)
        {
            group = new RowGroup(insert);
            _groups.Add(group);
        }

        return group.Begin();
    }

    public void EndRow(RowGroup group, Func<MimException>? taken)
    {
        group.End(taken);
        _rows++;
    }

    public void Clear()
    {
        _waiting.Clear();
        _groups.Clear();
        _rows = 0;
    }

    /// <summary>Everything that waits, as one round trip. Texts are prepared when all of them are worth it.</summary>
    public NpgsqlBatch ToBatch(NpgsqlConnection connection)
    {
        QueueRows();
        _sent.Clear();
        _sent.AddRange(_waiting);
        _waiting.Clear();
        var batch = new NpgsqlBatch(connection);
        foreach (var write in _sent)
        {
            batch.BatchCommands.Add(write.Command);
        }

        if (_sent.TrueForAll(write => write.IsPrepared))
        {
            batch.Prepare();
        }

        return batch;
    }

    /// <summary>What a statement's own writer says to a key that is taken; null when it was nothing of that kind.</summary>
    public MimException? ErrorOf(Exception e) =>
        e is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, BatchCommand: { } failed }
            && _sent.Find(write => write.Command == failed).Taken is { } taken
            ? taken()
            : null;

    private void QueueRows()
    {
        _waiting.AddRange(_groups.Where(group => group.Rows > 0).OrderBy(group => !group.Insert.IsParent).Select(group => group.ToWrite()));
        _groups.Clear();
        _rows = 0;
    }
}
