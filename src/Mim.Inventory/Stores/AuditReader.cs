using Mim.Core.Audit;
using Mim.Core.Ports;
using Mim.Inventory.Sqlite;

namespace Mim.Inventory.Stores;

internal class AuditReader(IConnectionSource source) : Table(source), IAuditReader
{
    private const string CheckpointColumns = "sequence, hash, at, key_id, signature";

    private const string Columns =
        "sequence, at, actor, host, run_id, act, subject_kind, subject_id, subject_name, outcome, detail, previous_hash, hash";

    public IEnumerable<AuditRecord> Read(AuditQuery query, CancellationToken cancellationToken)
    {
        var conditions = new Conditions()
            .AndIf(query.FromSequence is not null, "sequence >= ?", query.FromSequence ?? 0)
            .AndIf(query.ToSequence is not null, "sequence <= ?", query.ToSequence ?? 0)
            .AndIf(query.After is not null, "at > ?", query.After ?? default)
            .AndIf(query.Before is not null, "at < ?", query.Before ?? default)
            .AndMatches("lower(act)", query.Acts)
            .AndMatches("lower(actor)", query.Actors)
            .AndMatches("subject_key", query.Subjects)
            .AndIf(query.SubjectId is not null, "subject_id = ?", query.SubjectId)
            .AndIf(query.RunId is not null, "run_id = ?", query.RunId ?? Guid.Empty)
            .AndIf(query.Outcome is not null, "outcome = ?", (long)(query.Outcome ?? 0));
        return Pages<AuditRecord>(After, ReadRecord, query.First, cancellationToken);

        SqlQuery After(AuditRecord? last, int size)
        {
            var page = conditions.Copy()
                .AndIf(last is not null, query.Descending ? "sequence < ?" : "sequence > ?", last?.Sequence ?? 0);
            var direction = query.Descending ? "DESC" : "ASC";
            return new SqlQuery(
                $"SELECT {Columns} FROM audit{page.Where} ORDER BY sequence {direction} LIMIT ?", [.. page.Values, size]);
        }
    }

    public IEnumerable<AuditCheckpoint> Checkpoints(CancellationToken cancellationToken) => Pages<AuditCheckpoint>(
        (last, size) => new SqlQuery(
            $"SELECT {CheckpointColumns} FROM audit_checkpoint WHERE sequence > ? ORDER BY sequence LIMIT ?",
            [last?.Sequence ?? long.MinValue, size]),
        ReadCheckpoint,
        null,
        cancellationToken);

    public IReadOnlyList<AuditKey> Keys() => All(
        "SELECT id, key_id, public_key, created_at FROM audit_key ORDER BY created_at, id",
        [],
        row => new AuditKey(row.Guid(), row.Text(), row.Blob(), row.Time()));

    /// <summary>The newest checkpoint; null before the first act.</summary>
    public AuditCheckpoint? Head() => One(
        $"SELECT {CheckpointColumns} FROM audit_checkpoint ORDER BY sequence DESC LIMIT 1", [], ReadCheckpoint);

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

    private static AuditCheckpoint ReadCheckpoint(Statement row) => new()
    {
        Sequence = row.Long(),
        Hash = row.Hex(),
        At = row.Time(),
        KeyId = row.Text(),
        Signature = row.Blob(),
    };
}
