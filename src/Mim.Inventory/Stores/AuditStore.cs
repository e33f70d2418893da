using Mim.Core.Audit;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class AuditStore(IConnectionSource source) : AuditReader(source), IAuditStore
{
    private static readonly RowInsert Insert = new(
        "audit",
        """
        sequence, at, actor, host, run_id, act, subject_kind, subject_id, subject_name, subject_key, outcome, detail,
        previous_hash, hash
        """);

    private static readonly RowInsert InsertKept = new("audit_checkpoint", "sequence, hash, at, key_id, signature");

    private const string ReplaceHead =
        """
        INSERT INTO audit_head (one, sequence, hash, at, key_id, signature) VALUES (1, ?, ?, ?, ?, ?)
        ON CONFLICT (one) DO UPDATE SET
            sequence = excluded.sequence, hash = excluded.hash, at = excluded.at, key_id = excluded.key_id,
            signature = excluded.signature
        """;

    public void Append(AuditRecord record) => Row(Insert)
        .Add(record.Sequence)
        .Add(record.At)
        .Add(record.Actor)
        .Add(record.Host)
        .Add(record.RunId)
        .Add(record.Act)
        .Add(record.SubjectKind)
        .Add(record.SubjectId)
        .Add(record.SubjectName)
        .Add(record.SubjectName is { } name ? WildcardPattern.Fold(name) : null)
        .Add((int)record.Outcome)
        .Add(record.Detail.Count == 0 ? "{}" : Json.WriteMembers(record.Detail))
        .AddHex(record.PreviousHash)
        .AddHex(record.Hash)
        .Send();

    public void Save(AuditCheckpoint checkpoint) => (checkpoint.Kind == AuditCheckpointKind.Head ? Command(ReplaceHead) : Row(InsertKept))
        .Add(checkpoint.Sequence)
        .AddHex(checkpoint.Hash)
        .Add(checkpoint.At)
        .Add(checkpoint.KeyId)
        .Add(checkpoint.Signature)
        .Send();

    public void AddKey(AuditKey key) => Command("INSERT INTO audit_key (id, key_id, public_key, created_at) VALUES (?, ?, ?, ?)")
        .Add(key.Id)
        .Add(key.KeyId)
        .Add(key.PublicKey)
        .Add(key.CreatedAt)
        .Send();
}
