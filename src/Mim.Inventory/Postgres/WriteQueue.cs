using Mim.Core;
using Npgsql;

namespace Mim.Inventory.Postgres;

/// <summary>Statements on their way to the server, in their order.</summary>
internal sealed class WriteQueue
{
    /// <summary>Enough to forget the round trip, few enough to hold.</summary>
    private const int Most = 512;

    private readonly List<QueuedWrite> _waiting = [];
    private readonly List<QueuedWrite> _sent = [];

    public bool IsEmpty => _waiting.Count == 0;

    public bool IsFull => _waiting.Count >= Most;

    public void Add(QueuedWrite write) => _waiting.Add(write);

    public void Clear() => _waiting.Clear();

    /// <summary>Everything that waits, as one round trip. Texts are prepared when all of them are worth it.</summary>
    public NpgsqlBatch ToBatch(NpgsqlConnection connection)
    {
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
}
