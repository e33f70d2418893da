using Mim.Core.Audit;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IAuditStore"/> promises.</summary>
public abstract class AuditStoreContract(ITestStore store) : StoreContract(store)
{
    [SuiteFact]
    public void Every_field_comes_back()
    {
        var bare = Sample.Audit(2) with { SubjectId = null, SubjectName = null, Detail = new Dictionary<string, string>() };
        Append(Sample.Audit(1), bare);

        Assert.Equivalent(new[] { Sample.Audit(1), bare }, Read(new AuditQuery()), strict: true);
    }

    [SuiteFact]
    public void A_sequence_is_taken_once()
    {
        Append(Sample.Audit(1));

        Assert.ThrowsAny<Exception>(() => Append(Sample.Audit(1)));
    }

    [SuiteFact]
    public void Conditions_narrow_each_other()
    {
        Append(
            Sample.Audit(1),
            Sample.Audit(2, "RevokeIdentity", "Größe") with { Actor = "root", Outcome = ActOutcome.Failed },
            Sample.Audit(3, "ExportPrivateKey") with { RunId = Guid.Empty });

        Assert.Equal([2], Find(new AuditQuery { Acts = ["revoke*"] }));
        Assert.Equal([1, 3], Find(new AuditQuery { Actors = ["jürg*"] }));
        Assert.Equal([2], Find(new AuditQuery { Subjects = ["GRÖßE"] }));
        Assert.Equal([1, 3], Find(new AuditQuery { SubjectId = Sample.Digest("web01") }));
        Assert.Equal([3], Find(new AuditQuery { RunId = Guid.Empty }));
        Assert.Equal([2], Find(new AuditQuery { Outcome = ActOutcome.Failed }));
        Assert.Equal([2, 3], Find(new AuditQuery { FromSequence = 2 }));
        Assert.Equal([2], Find(new AuditQuery { After = Sample.Audit(1).At, Before = Sample.Audit(3).At, ToSequence = 9 }));
        Assert.Empty(Find(new AuditQuery { Acts = ["revoke*"], Actors = ["j*"] }));
    }

    [SuiteFact]
    public void A_long_chain_streams_in_either_direction()
    {
        Append([.. Enumerable.Range(1, 1500).Select(i => Sample.Audit(i))]);

        Assert.Equal(Enumerable.Range(1, 1500).Select(i => (long)i), Find(new AuditQuery()));
        Assert.Equal(Enumerable.Range(1, 1500).Reverse().Select(i => (long)i), Find(new AuditQuery { Descending = true }));
        Assert.Equal([1500, 1499], Find(new AuditQuery { Descending = true, First = 2 }));
    }

    [SuiteFact]
    public void A_head_replaces_the_former_one_and_kept_checkpoints_stay()
    {
        Assert.Null(Head());

        Save(AuditCheckpointKind.Head, 1000, 1500, 2048);
        Save(AuditCheckpointKind.Kept, 1024, 2048);

        Assert.Equivalent(
            new[] { Checkpoint(AuditCheckpointKind.Kept, 1024), Checkpoint(AuditCheckpointKind.Kept, 2048), Checkpoint(AuditCheckpointKind.Head, 2048) },
            Inventory.Audit.Checkpoints(None),
            strict: true);
        Assert.Equivalent(Checkpoint(AuditCheckpointKind.Head, 2048), Head(), strict: true);
    }

    [SuiteFact]
    public void A_kept_checkpoint_is_never_replaced()
    {
        Save(AuditCheckpointKind.Kept, 1024);

        Assert.ThrowsAny<Exception>(() => Save(AuditCheckpointKind.Kept, 1024));
    }

    [SuiteFact]
    public void Keys_come_in_the_order_they_were_made()
    {
        AuditKey[] keys = [new(Guid.CreateVersion7(), "AA", [1, 2], Sample.Now), new(Guid.CreateVersion7(), "BB", [3], Sample.Now.AddDays(1))];

        Inventory.Write(transaction => Array.ForEach(keys, transaction.Audit.AddKey));

        Assert.Equivalent(keys, Inventory.Audit.Keys(), strict: true);
    }

    private static AuditCheckpoint Checkpoint(AuditCheckpointKind kind, long sequence) => new()
    {
        Kind = kind,
        Sequence = sequence,
        Hash = Sample.Digest($"{sequence}"),
        At = Sample.Now,
        KeyId = Sample.Digest("key"),
        Signature = [1, 2, 3],
    };

    private void Append(params AuditRecord[] records) =>
        Inventory.Write(transaction => Array.ForEach(records, transaction.Audit.Append));

    private void Save(AuditCheckpointKind kind, params long[] sequences) =>
        Array.ForEach(sequences, sequence => Inventory.Write(transaction => transaction.Audit.Save(Checkpoint(kind, sequence))));

    private AuditCheckpoint? Head() => Inventory.Write(transaction => transaction.Audit.Head(), None);

    private List<AuditRecord> Read(AuditQuery query) => [.. Inventory.Audit.Read(query, None)];

    private List<long> Find(AuditQuery query) => [.. Read(query).Select(record => record.Sequence)];
}
