using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class JournalReader(IConnectionSource source) : Table(source), IJournalReader
{
    private const string Columns =
        """
        r.id, r.identity_id, i.name, r.run_id, r.old_version_id, r.old_version, r.new_version_id, r.new_version, r.step,
        r.outcome, r.reason, r.attempt, r.not_before, r.retire_at, r.started_at, r.updated_at, r.ended_at
        """;

    private static readonly DateTimeOffset End = DateTimeOffset.MaxValue;

    public RotationRecord? Get(Guid rotationId) => One(
        $"SELECT {Columns} FROM rotation r JOIN identity i ON i.id = r.identity_id WHERE r.id = ?", [rotationId], Read);

    public IEnumerable<RotationRecord> Find(RotationQuery query, CancellationToken cancellationToken)
    {
        if (query.LatestOf is { } identityIds)
        {
            return Latest(identityIds, cancellationToken);
        }

        // Several outcomes are merged from one ordered list each: the few still running are found among any number ended.
        var lists = query.Outcomes.Count == 0 || query.IdentityId is not null
            ? [Find(query, null, cancellationToken)]
            : query.Outcomes.Distinct().Select(outcome => Find(query, outcome, cancellationToken));
        return lists
            .Aggregate((IEnumerable<RotationRecord>)[], (merged, next) => NewestFirst.Merge(merged, next))
            .Take(query.First ?? int.MaxValue);
    }

    public IReadOnlyList<JournalEntry> Entries(Guid rotationId) => All(
        """
        SELECT rotation_id, sequence, step, state, target_id, detail, at
        FROM journal WHERE rotation_id = ? ORDER BY sequence
        """,
        [rotationId],
        row => new JournalEntry
        {
            RotationId = row.Guid(),
            Sequence = row.Int(),
            Step = (RotationStep)row.Int(),
            State = (JournalState)row.Int(),
            TargetId = row.GuidOrNull(),
            Detail = row.TextOrNull(),
            At = row.Time(),
        });

    /// <summary>One look into the index of each identity, however many rotations it has had.</summary>
    private List<RotationRecord> Latest(IReadOnlyList<Guid> identityIds, CancellationToken cancellationToken)
    {
        var conditions = new Conditions(Dialect).AndOneOf("i.id", identityIds);
        return Page(
            new SqlQuery(
                $"""
                SELECT {Columns} FROM identity i JOIN rotation r ON r.id = (
                    SELECT l.id FROM rotation l{Dialect.By("rotation_by_identity")}
                    WHERE l.identity_id = i.id AND (l.new_version_id IS NULL OR l.old_version_id IS NULL OR l.new_version_id <> l.old_version_id)
                    ORDER BY l.started_at DESC, l.id DESC LIMIT 1){conditions.Where} ORDER BY r.started_at DESC, r.id DESC
                """,
                [.. conditions.Values]),
            Read,
            cancellationToken);
    }

    private IEnumerable<RotationRecord> Find(RotationQuery query, RotationOutcome? outcome, CancellationToken cancellationToken)
    {
        var index = outcome is not null ? "rotation_by_outcome" : query.IdentityId is not null ? "rotation_by_identity" : "rotation_by_age";
        return Pages<RotationRecord>(After, Read, query.First, cancellationToken);

        SqlQuery After(RotationRecord? last, int size)
        {
            var conditions = new Conditions(Dialect)
                .AndIf(outcome is not null, "r.outcome = ?", (long)(outcome ?? 0))
                .AndIf(query.IdentityId is not null, "r.identity_id = ?", query.IdentityId ?? Guid.Empty)
                .AndTime("r.retire_at <= ?", query.RetireBefore)
                .AndTime("r.not_before <= ?", query.ReadyBefore)
                .And("(r.started_at, r.id) < (?, ?)", last?.StartedAt ?? End, last?.Id ?? Guid.AllBitsSet);
            _ = outcome is null ? conditions.AndOneOf("r.outcome", query.Outcomes) : conditions;
            return new SqlQuery(
                $"""
                SELECT {Columns} FROM rotation r{Dialect.By(index)} JOIN identity i ON i.id = r.identity_id{conditions.Where}
                ORDER BY r.started_at DESC, r.id DESC LIMIT ?
                """,
                [.. conditions.Values, size]);
        }
    }

    private static RotationRecord Read(Statement row) => new()
    {
        Id = row.Guid(),
        IdentityId = row.Guid(),
        Identity = row.Text(),
        RunId = row.Guid(),
        OldVersionId = row.GuidOrNull(),
        OldVersion = row.Int(),
        NewVersionId = row.GuidOrNull(),
        NewVersion = row.Int(),
        Step = (RotationStep)row.Int(),
        Outcome = (RotationOutcome)row.Int(),
        Reason = row.TextOrNull(),
        Attempt = row.Int(),
        NotBefore = row.TimeOrNull(),
        RetireAt = row.TimeOrNull(),
        StartedAt = row.Time(),
        UpdatedAt = row.Time(),
        EndedAt = row.TimeOrNull(),
    };
}
