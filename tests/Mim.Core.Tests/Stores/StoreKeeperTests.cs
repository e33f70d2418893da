using Mim.Core.Audit;
using Mim.Testing;

namespace Mim.Core.Tests.Stores;

public sealed class StoreKeeperTests : IDisposable
{
    private readonly TestSession _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void AStoreOfOursPassesEveryCheck()
    {
        _store.NewAuthority();
        _store.NewCertificate("web01");

        var checks = _store.Session.Store.Test(default).ToList();

        Assert.All(checks, check => Assert.True(check.Passed, $"{check.Check}: {check.Detail}"));
        Assert.Equal(checks.Count, checks.Select(check => check.Check).Distinct().Count());
    }

    [Theory]
    [InlineData("UPDATE sealed SET ciphertext = zeroblob(length(ciphertext))", "Unsealing")]
    [InlineData("UPDATE sealed SET key_generation = 9", "Unsealing")]
    [InlineData("UPDATE audit SET actor = 'mallory' WHERE sequence = 1", "AuditChain")]
    public void DamageFailsItsCheck(string sql, string name)
    {
        _store.NewAuthority();
        RawStore.Execute(_store.Location, sql);

        Assert.Contains(_store.Reopen().Store.Test(default), check => check.Check == name && !check.Passed);
    }

    [Fact]
    public void SwappedSealedRowsAreDetected()
    {
        _store.NewAuthority("one");
        _store.NewAuthority("two");
        RawStore.Execute(
            _store.Location,
            """
            CREATE TABLE swapped AS SELECT owner_id, row_number() OVER (ORDER BY owner_id) AS place, wrapped_data_key, ciphertext FROM sealed WHERE purpose = 1;
            UPDATE sealed SET
                wrapped_data_key = (SELECT b.wrapped_data_key FROM swapped a JOIN swapped b ON b.place = 3 - a.place WHERE a.owner_id = sealed.owner_id),
                ciphertext = (SELECT b.ciphertext FROM swapped a JOIN swapped b ON b.place = 3 - a.place WHERE a.owner_id = sealed.owner_id)
            WHERE purpose = 1;
            DROP TABLE swapped;
            """);

        Assert.Contains(_store.Reopen().Store.Test(default), check => check.Check == "Unsealing" && !check.Passed);
        var request = new Mim.Core.Issuing.NewCertificate { Name = "web01", Authority = "one" };
        Assert.Equal(MimErrorCause.SealBroken, Assert.Throws<MimException>(() => _store.Session.Certificates.Issue(request, default)).Cause);
    }

    [Fact]
    public void NumbersOfRevocationListsNeverComeAgainAfterARestore()
    {
        var authority = _store.NewAuthority();
        _store.Session.Store.Backup(_store["backup.db"], null, default);
        var highest = Enumerable.Range(0, 3).Select(_ => Publish(_store.Session)).Max();

        foreach (var restored in new[] { "first.db", "second.db" })
        {
            _store.Time.Now += TimeSpan.FromMinutes(1);
            var reference = _store.Reference with { Location = _store[restored], KeyFile = _store["inventory.key"] };
            _store.Composition.Restore(_store["backup.db"], reference, overwrite: false, _store.Context, default);
            using var session = _store.Composition.Open(reference, _store.Context, default);
            var first = Publish(session);
            Assert.True(first > highest, $"{first} came after {highest}.");
            Assert.Equal(first + 1, highest = Publish(session));
        }

        long Publish(MimSession session) => session.RevocationLists.Publish(authority.Id, null, null, default).Number;
    }

    [Fact]
    public void ABackupHoldsItsOwnAct()
    {
        _store.NewAuthority();

        _store.Session.Store.Backup(_store["backup.db"], null, default);

        using var copy = _store.Composition.Open(_store.Reference with { Location = _store["backup.db"], KeyFile = _store["inventory.key"] }, _store.Context, default);
        Assert.Equal("BackupStore", copy.Audit.Read(new AuditQuery { Descending = true, First = 1 }, default).Single().Act);
        Assert.True(copy.Audit.Test(default).Intact);
        Assert.Single(copy.Authorities.Find([], default));
    }
}
