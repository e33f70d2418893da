using Mim.Core.Audit;
using Mim.Core.Ports;
using Mim.Inventory.Sqlite;

namespace Mim.Inventory.Stores;

internal sealed class AuditStore(IConnectionSource source) : AuditReader(source), IAuditStore
{
    private const int KeptEvery = 1024;

    private const string Insert =
        """
        INSERT INTO audit (
            sequence, at, actor, host, run_id, act, subject_kind, subject_id, subject_name, subject_key, outcome, detail,
            previous_hash, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private const string InsertHead =
        "INSERT OR REPLACE INTO audit_checkpoint (sequence, hash, at, key_id, signature) VALUES (?, ?, ?, ?, ?)";

    private static readonly string RemoveHead =
        $"""
        DELETE FROM audit_checkpoint
        WHERE sequence = (SELECT max(sequence) FROM audit_checkpoint) AND sequence < ? AND sequence % {KeptEvery} <> 0
        """;

    public void Append(AuditRecord record) => Command(Insert)
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
        .Add(record.Detail.Count == 0 ? "{}" : Json.Write(record.Detail))
        .AddHex(record.PreviousHash)
        .AddHex(record.Hash)
        .Run();

    public void SaveHead(AuditCheckpoint checkpoint)
    {
        Command(RemoveHead).Add(checkpoint.Sequence).Run();
        Command(InsertHead)
            .Add(checkpoint.Sequence)
            .AddHex(checkpoint.Hash)
            .Add(checkpoint.At)
            .Add(checkpoint.KeyId)
            .Add(checkpoint.Signature)
            .Run();
    }

    public void AddKey(AuditKey key) => Command("INSERT INTO audit_key (id, key_id, public_key, created_at) VALUES (?, ?, ?, ?)")
        .Add(key.Id)
        .Add(key.KeyId)
        .Add(key.PublicKey)
        .Add(key.CreatedAt)
        .Run();
}
