using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class JournalStore(IConnectionSource source) : JournalReader(source), IJournalStore
{
    private const string Upsert =
        """
        INSERT INTO rotation (
            id, identity_id, run_id, old_version_id, old_version, new_version_id, new_version, step, outcome, reason,
            attempt, not_before, retire_at, started_at, updated_at, ended_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            identity_id = excluded.identity_id, run_id = excluded.run_id, old_version_id = excluded.old_version_id,
            old_version = excluded.old_version, new_version_id = excluded.new_version_id,
            new_version = excluded.new_version, step = excluded.step, outcome = excluded.outcome,
            reason = excluded.reason, attempt = excluded.attempt, not_before = excluded.not_before,
            retire_at = excluded.retire_at, started_at = excluded.started_at, updated_at = excluded.updated_at,
            ended_at = excluded.ended_at
        """;

    private const string InsertEntry =
        "INSERT INTO journal (rotation_id, sequence, step, state, target_id, detail, at) VALUES (?, ?, ?, ?, ?, ?, ?)";

    public void Put(RotationRecord rotation) => Command(Upsert)
        .Add(rotation.Id)
        .Add(rotation.IdentityId)
        .Add(rotation.RunId)
        .Add(rotation.OldVersionId)
        .Add(rotation.OldVersion)
        .Add(rotation.NewVersionId)
        .Add(rotation.NewVersion)
        .Add((int)rotation.Step)
        .Add((int)rotation.Outcome)
        .Add(rotation.Reason)
        .Add(rotation.Attempt)
        .Add(rotation.NotBefore)
        .Add(rotation.RetireAt)
        .Add(rotation.StartedAt)
        .Add(rotation.UpdatedAt)
        .Add(rotation.EndedAt)
        .Send();

    public void Append(JournalEntry entry) => Command(InsertEntry)
        .Add(entry.RotationId)
        .Add(entry.Sequence)
        .Add((int)entry.Step)
        .Add((int)entry.State)
        .Add(entry.TargetId)
        .Add(entry.Detail)
        .Add(entry.At)
        .Send();

    public int Length(Guid rotationId) => One("SELECT coalesce(max(sequence), 0) FROM journal WHERE rotation_id = ?", [rotationId], row => row.Int());
}
