using Mim.Core.Audit;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Inventory;
using Mim.Testing;

namespace Mim.Core.Tests.Sealing;

public class StoreKeyRotatorTests
{
    [Fact]
    public void EverythingMovesUnderTheNewKey()
    {
        using var store = new TestSession();
        store.NewAuthority();
        var identity = store.NewCertificate("web01");

        var generation = store.Session.Keyring.RotateStoreKey(null, default);

        Assert.Equal(2, generation);
        using var inventory = Raw(store);
        Assert.Equal([2], inventory.Keyring.Load().Keys.Select(key => key.Generation));
        Assert.All(inventory.Keyring.Load().Wrapped, wrapped => Assert.Equal(2, wrapped.Generation));
        Assert.Empty(inventory.Sealed.WrappedBefore(2, 10));
        Assert.Equal(2, inventory.Sealed.Get(identity.CurrentVersionId!.Value, SealedPurpose.PrivateKey)!.KeyGeneration);
        AssertAllOpen(store.Reopen());
        store.NewCertificate("web02");
    }

    [Fact]
    public void ASessionThatWasOpenBeforeGoesOn()
    {
        using var store = new TestSession();
        store.NewAuthority();
        using var other = store.OpenAnother();
        other.Certificates.Issue(new NewCertificate { Name = "before" }, default);

        store.Session.Keyring.RotateStoreKey(null, default);
        other.Certificates.Issue(new NewCertificate { Name = "after" }, default);

        using var inventory = Raw(store);
        Assert.Empty(inventory.Sealed.WrappedBefore(2, 10));
        AssertAllOpen(store.Reopen());
        AssertAllOpen(other);
    }

    [Fact]
    public async Task NothingIsLostThatIsSealedMeanwhile()
    {
        using var store = new TestSession();
        store.NewAuthority();
        using var other = store.OpenAnother();
        using var stop = new CancellationTokenSource();
        var issued = 0;
        var issuing = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                other.Certificates.Issue(new NewCertificate { Name = $"host{issued++}" }, default);
            }
        });

        for (var round = 0; round < 4; round++)
        {
            store.Session.Keyring.RotateStoreKey(null, default);
        }

        await stop.CancelAsync();
        await issuing;
        using var inventory = Raw(store);
        var generations = inventory.Keyring.Load().Keys.Select(key => key.Generation).ToHashSet();
        var values = inventory.Sealed.WrappedBefore(int.MaxValue, int.MaxValue);
        Assert.Equal(issued + 2, values.Count);
        Assert.All(values, value => Assert.Contains(value.KeyGeneration, generations));
        AssertAllOpen(store.Reopen());
        Assert.True(store.Session.Audit.Test(default).Intact);
    }

    [Fact]
    public void ARunThatWasStoppedIsFinishedByTheNext()
    {
        using var store = new TestSession();
        store.NewAuthority();
        using (var pipeline = store.Session.Certificates.Open(default))
        {
            for (var number = 0; number < 600; number++)
            {
                pipeline.Add(new NewCertificate { Name = $"host{number}" }, null);
            }

            Assert.All(pipeline.Complete(), result => Assert.Null(result.Error));
        }

        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => store.Session.Keyring.RotateStoreKey(new StopAfterOne(stop), stop.Token));

        using (var half = store.OpenAnother())
        {
            AssertAllOpen(half);
            half.Certificates.Issue(new NewCertificate { Name = "meanwhile" }, default);
        }

        Assert.Equal(3, store.Session.Keyring.RotateStoreKey(null, default));
        using var inventory = Raw(store);
        Assert.Equal([3], inventory.Keyring.Load().Keys.Select(key => key.Generation));
        Assert.Empty(inventory.Sealed.WrappedBefore(3, 1));
        AssertAllOpen(store.Reopen());
    }

    [Fact]
    public void EveryRecipientOpensTheNewKey()
    {
        using var store = new TestSession();
        using var passphrase = KeyMaterial.CopyOf("correct horse"u8);
        store.Session.Keyring.AddPassphrase("people", passphrase, default);
        store.Session.Keyring.AddKeyFile("second", store["second.key"], default);

        store.Session.Keyring.RotateStoreKey(null, default);

        File.Delete(store["inventory.key"]);
        File.Delete(store["second.key"]);
        using var session = store.OpenAnother(reference => reference with { Passphrase = () => KeyMaterial.CopyOf("correct horse"u8) });
        AssertAllOpen(session);
    }

    [Fact]
    public void WhoCannotOpenTheOldKeyDoesNotRotate()
    {
        using var store = new TestSession();
        File.Move(store["inventory.key"], store["away.key"]);
        using var session = store.OpenAnother();

        Assert.Throws<MimException>(() => session.Keyring.RotateStoreKey(null, default));

        using var inventory = Raw(store);
        Assert.Single(inventory.Keyring.Load().Keys);
    }

    private static IInventory Raw(TestSession store) => new SqliteStoreFactory(store.Time).Open(store.Location, create: false, default);

    private static void AssertAllOpen(MimSession session)
    {
        var check = session.Store.Test(default).Single(check => check.Check == "Unsealing");
        Assert.True(check.Passed, check.Detail);
    }

    private sealed class StopAfterOne(CancellationTokenSource stop) : IProgress<long>
    {
        public void Report(long value) => stop.Cancel();
    }
}
