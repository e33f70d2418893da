using Mim.Core.Audit;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class AuditReader(IConnectionSource source) : Table(source), IAuditReader
{
    private const string CheckpointColumns = "sequence, hash, at, key_id, signature";

    private const string SelectHead = $"SELECT {CheckpointColumns} FROM audit_head WHERE one = 1";

    private const string Columns =
        "sequence, at, actor, host, run_id, act, subject_kind, subject_id, subject_name, outcome, detail, previous_hash, hash";

    public IEnumerable<AuditRecord> Read(AuditQuery query, CancellationToken cancellationToken)
    {
        var conditions = new Conditions(Dialect)
            .AndIf(query.FromSequence is not null, "sequence >= ?", query.FromSequence ?? 0)
            .AndIf(query.ToSequence is not null, "sequence <= ?", query.ToSequence ?? 0)
            .AndMatches(Dialect.Fold("act"), query.Acts)
            .AndMatches(Dialect.Fold("actor"), query.Actors)
            .AndMatches("subject_key", query.Subjects)
            .AndIf(query.SubjectId is not null, "subject_id = ?", query.SubjectId ?? string.Empty)
            .AndIf(query.RunId is not null, "run_id = ?", query.RunId ?? Guid.Empty)
            .AndIf(query.Outcome is not null, "outcome = ?", (long)(query.Outcome ?? 0));
        AndTime(conditions, "at > ?", query.After, "min", ">=", cancellationToken);
        AndTime(conditions, "at < ?", query.Before, "max", "<=", cancellationToken);
        return Pages<AuditRecord>(After, ReadRecord, query.First, cancellationToken);

        SqlQuery After(AuditRecord? last, int size)
        {
            var page = query.Descending
                ? conditions.Copy().And("sequence < ?", last?.Sequence ?? long.MaxValue)
                : conditions.Copy().And("sequence > ?", last?.Sequence ?? long.MinValue);
            var direction = query.Descending ? "DESC" : "ASC";
            return new SqlQuery(
                $"SELECT {Columns} FROM audit{page.Where} ORDER BY sequence {direction} LIMIT ?", [.. page.Values, size]);
        }
    }

    public IEnumerable<AuditCheckpoint> Checkpoints(CancellationToken cancellationToken)
    {
        // The head is read last, so that none of the others lies beyond it.
        foreach (var kept in Kept(cancellationToken))
        {
            yield return kept;
        }

        if (Head() is { } head)
        {
            yield return head;
        }
    }

    public IReadOnlyList<AuditKey> Keys() => All(
        "SELECT id, key_id, public_key, created_at FROM audit_key ORDER BY created_at, id",
        [],
        row => new AuditKey(row.Guid(), row.Text(), row.Blob(), row.Time()));

    /// <summary>The signed end of the chain; null before the first act.</summary>
    public AuditCheckpoint? Head() => One(SelectHead, [], row => ReadCheckpoint(row, AuditCheckpointKind.Head));

    private IEnumerable<AuditCheckpoint> Kept(CancellationToken cancellationToken) => Pages<AuditCheckpoint>(
        (last, size) => new SqlQuery(
            $"SELECT {CheckpointColumns} FROM audit_checkpoint WHERE sequence > ? ORDER BY sequence LIMIT ?",
            [last?.Sequence ?? long.MinValue, size]),
        row => ReadCheckpoint(row, AuditCheckpointKind.Kept),
        null,
        cancellationToken);

    // The chain is read in its own order, where a clock that went back may have left times out of order, so a bound of time
    // becomes the bound of sequence that holds it. The zero keeps an engine from looking for that bound along the whole chain.
    private void AndTime(
        Conditions conditions, string condition, DateTimeOffset? time, string end, string side, CancellationToken cancellationToken)
    {
        if (time is { } at)
        {
            var bound = new SqlQuery($"SELECT {end}(sequence + 0) FROM audit{Dialect.By("audit_by_time")} WHERE {condition}", [at]);
            var sequence = Page(bound, row => row.LongOrNull(), cancellationToken)[0];
            conditions.And($"{condition} AND sequence {side} ?", at, sequence ?? 0);
        }
    }

    private static AuditRecord ReadRecord(Statement row) => new()
    {
        Sequence = row.Long(),
        At = row.Time(),
        Actor = row.Text(),
        Host = row.Text(),
        RunId = row.Guid(),
        Act = row.Text(),
        SubjectKind = row.Text(),
        SubjectId = row.TextOrNull(),
        SubjectName = row.TextOrNull(),
        Outcome = (ActOutcome)row.Int(),
        Detail = Json.Read<Dictionary<string, string>>(row.Text()),
        PreviousHash = row.Hex(),
        Hash = row.Hex(),
    };

    private static AuditCheckpoint ReadCheckpoint(Statement row, AuditCheckpointKind kind) => new()
    {
        Kind = kind,
        Sequence = row.Long(),
        Hash = row.Hex(),
        At = row.Time(),
        KeyId = row.Text(),
        Signature = row.Blob(),
    };
}
