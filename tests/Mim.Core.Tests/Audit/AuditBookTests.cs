using System.Security.Cryptography;
using Mim.Core.Audit;
using Mim.Testing;

namespace Mim.Core.Tests.Audit;

/// <summary>Somebody with write access to the store's file, and what <c>Test</c> says of it.</summary>
public sealed class AuditBookTests : IDisposable
{
    private readonly TestSession _store = new();

    public AuditBookTests()
    {
        for (var number = 2; number <= 20; number++)
        {
            _store.Session.Policies.Set(_store.Session.Policies.For(default) with { RequireOwner = number % 2 == 0 }, default);
        }
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public void AStoreOfOursIsIntact()
    {
        var verdict = _store.Session.Audit.Test(default);

        Assert.True(verdict.Intact);
        Assert.Equal((20L, 1L, _store.Location), (verdict.Records, verdict.Checkpoints, verdict.Source));
    }

    [Theory]
    [InlineData("UPDATE audit SET actor = 'mallory' WHERE sequence = 10", "Edited 10")]
    [InlineData("UPDATE audit SET detail = '{}' WHERE sequence = 10", "Edited 10")]
    [InlineData("UPDATE audit SET at = at + 1 WHERE sequence = 1", "Edited 1")]
    [InlineData("UPDATE audit SET hash = zeroblob(32) WHERE sequence = 10", "Edited 10")]
    [InlineData("DELETE FROM audit WHERE sequence IN (10, 11)", "Deleted 10")]
    [InlineData("DELETE FROM audit WHERE sequence = 1", "Deleted 1")]
    [InlineData("DELETE FROM audit WHERE sequence > 15", "Truncated 16")]
    [InlineData("DELETE FROM audit", "Truncated 1")]
    [InlineData("DELETE FROM audit WHERE sequence = 10; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 10", "Deleted 10")]
    [InlineData("UPDATE audit SET sequence = -sequence WHERE sequence > 10; UPDATE audit SET sequence = 1 - sequence WHERE sequence < 0; INSERT INTO audit SELECT 11, at, actor, host, run_id, act, subject_kind, subject_id, subject_name, subject_key, outcome, detail, previous_hash, hash FROM audit WHERE sequence = 5", "Inserted 5")]
    [InlineData("INSERT INTO audit SELECT 21, at, actor, host, run_id, act, subject_kind, subject_id, subject_name, subject_key, outcome, detail, previous_hash, zeroblob(32) FROM audit WHERE sequence = 20", "Edited 21", "Inserted 21")]
    [InlineData("UPDATE audit SET sequence = -10 WHERE sequence = 10; UPDATE audit SET sequence = 10 WHERE sequence = 11; UPDATE audit SET sequence = 11 WHERE sequence = -10", "Reordered 10")]
    [InlineData("UPDATE audit_head SET sequence = 15; DELETE FROM audit WHERE sequence > 15", "BadSignature 15")]
    [InlineData("UPDATE audit_head SET signature = zeroblob(70)", "BadSignature 20")]
    [InlineData("DELETE FROM audit_head", "Truncated 21")]
    [InlineData("DELETE FROM audit_head; DELETE FROM audit", "Truncated 1")]
    public void DamageIsNamed(string sql, params string[] problems)
    {
        RawStore.Execute(_store.Location, sql);

        Assert.Equal(problems, _store.Reopen().Audit.Test(default).Problems.Select(problem => $"{problem.Kind} {problem.Sequence}"));
    }

    [Theory]
    [InlineData("", "Truncated 1025")]
    [InlineData("INSERT INTO audit_head SELECT 1, * FROM audit_checkpoint; DELETE FROM audit_checkpoint", "BadSignature 1024")]
    public void AChainCutAtAKeptCheckpointIsNamed(string posing, string problem)
    {
        using (var parts = new LedgerParts(_store))
        {
            parts.Ledger.Commit((_, acts) => Enumerable.Range(21, 1500).ToList().ForEach(_ => acts.Record(new Act("Count", "Store", null, null))), default);
        }

        RawStore.Execute(_store.Location, $"DELETE FROM audit WHERE sequence > 1024; DELETE FROM audit_head; {posing}");

        Assert.Equal([problem], _store.Reopen().Audit.Test(default).Problems.Select(found => $"{found.Kind} {found.Sequence}"));
    }

    [Fact]
    public void AKeyThatTheStoreDidNotSealIsNotTrusted()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = stranger.ExportSubjectPublicKeyInfo();
        using (var parts = new LedgerParts(_store))
        {
            var head = parts.Inventory.Audit.Checkpoints(default).Last();
            var keyId = Convert.ToHexString(SHA256.HashData(publicKey));
            parts.Inventory.Write(transaction =>
            {
                transaction.Audit.AddKey(new AuditKey(Guid.NewGuid(), keyId, publicKey, _store.Time.Now));
                transaction.Audit.Save(AuditChain.Sign(head with { KeyId = keyId }, parts.Inventory.Id, stranger));
            });
        }

        Assert.Equal([AuditProblemKind.BadSignature], _store.Reopen().Audit.Test(default).Problems.Select(problem => problem.Kind));
    }

    [Fact]
    public void AStoreThatCannotBeOpenedIsStillVerified()
    {
        File.Delete(_store["inventory.key"]);

        Assert.True(_store.Reopen().Audit.Test(default).Intact);
    }

    [Fact]
    public void RecordsAreFoundByWhatTheySay()
    {
        Assert.Equal(19, _store.Session.Audit.Read(new AuditQuery { Acts = ["set*"] }, default).Count());
        Assert.Equal([20L, 19L], _store.Session.Audit.Read(new AuditQuery { Descending = true, First = 2 }, default).Select(record => record.Sequence));
    }
}
