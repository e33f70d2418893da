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
    private const int Most = 4096;

    /// <summary>Enough for COPY, so few that the server begins soon.</summary>
    private const int MostInHaste = 1024;

    private readonly List<QueuedWrite> _waiting = [];
    private readonly List<QueuedWrite> _sent = [];
    private readonly List<RowGroup> _groups = [];
    private int _rows;

    public bool IsEmpty => _waiting.Count + _rows == 0;

    public bool IsFull => _waiting.Count + _rows >= (IsInHaste ? MostInHaste : Most);

    /// <summary>Whether others wait, so that what comes now is better sent soon than together.</summary>
    public bool IsInHaste { get; set; }

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

    /// <summary>Everything that waits, as one round trip.</summary>
    public NpgsqlBatch ToBatch(NpgsqlConnection connection)
    {
        QueueRows();
        _sent.Clear();
        return Batch(connection, TakeWaiting());
    }

    /// <summary>Everything that waits, as steps to be taken later: rows that are many by COPY, the rest in batches between.</summary>
    public IReadOnlyList<Action<NpgsqlConnection>> ToSteps()
    {
        _sent.Clear();
        List<Action<NpgsqlConnection>> steps = [];
        foreach (var group in TakeGroups())
        {
            if (!RowCopy.Pays(group))
            {
                _waiting.Add(group.ToWrite());
                continue;
            }

            AddBatch();
            steps.Add(connection => RowCopy.Run(connection, group));
        }

        AddBatch();
        return steps;

        void AddBatch()
        {
            if (_waiting.Count > 0)
            {
                var writes = TakeWaiting();
                steps.Add(connection => Run(connection, writes));
            }
        }
    }

    /// <summary>What a statement's own writer says to a key that is taken; null when it was nothing of that kind.</summary>
    public MimException? ErrorOf(Exception e) =>
        e is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, BatchCommand: { } failed }
            && _sent.Find(write => write.Command == failed).Taken is { } taken
            ? taken()
            : null;

    private static void Run(NpgsqlConnection connection, List<QueuedWrite> writes)
    {
        using var batch = Batch(connection, writes);
        batch.ExecuteNonQuery();
    }

    /// <summary>Texts are prepared when all of them are worth it.</summary>
    private static NpgsqlBatch Batch(NpgsqlConnection connection, List<QueuedWrite> writes)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var write in writes)
        {
            batch.BatchCommands.Add(write.Command);
        }

        if (writes.TrueForAll(write => write.IsPrepared))
        {
            batch.Prepare();
        }

        return batch;
    }

    private void QueueRows() => _waiting.AddRange(TakeGroups().Select(group => group.ToWrite()));

    private List<QueuedWrite> TakeWaiting()
    {
        List<QueuedWrite> taken = [.. _waiting];
        _sent.AddRange(taken);
        _waiting.Clear();
        return taken;
    }

    private List<RowGroup> TakeGroups()
    {
        List<RowGroup> taken = [.. _groups.Where(group => group.Rows > 0).OrderBy(group => !group.Insert.IsParent)];
        _groups.Clear();
        _rows = 0;
        return taken;
    }
}
