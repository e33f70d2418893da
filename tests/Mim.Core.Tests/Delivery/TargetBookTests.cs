using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Sealing;
using Mim.Core.Tests.Audit;
using Mim.Testing;

namespace Mim.Core.Tests.Delivery;

public sealed class TargetBookTests : IDisposable
{
    private readonly TestSession _store = new();
    private readonly MachineIdentity _identity;

    public TargetBookTests()
    {
        _store.NewAuthority();
        _identity = _store.NewCertificate("web01");
    }

    private TargetBook Book => _store.Session.Targets;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task ATargetHoldsNothingUntilItIsDelivered()
    {
        var target = Book.Add(Wanted(_store["web.pem"]), default);

        Assert.False((await Book.TestAsync(target.Id, default)).Holds);

        await foreach (var result in _store.Session.Rotation.PublishAsync([_identity.Id], null, default))
        {
            Assert.Null(result.Error);
        }

        var test = await Book.TestAsync(target.Id, default);
        Assert.True(test.Holds, test.Reason);
    }

    [Fact]
    public void ThePasswordIsSealedAndGoesWithItsTarget()
    {
        using var password = KeyMaterial.CopyOf("canary"u8);
        var wanted = Wanted(_store["web.pfx"]) with { Password = password };
        wanted = wanted with { Settings = new FileTargetSettings { Path = _store["web.pfx"], Layout = FileLayout.Pfx } };

        var target = Book.Add(wanted, default);
        using var parts = new LedgerParts(_store);
        Assert.NotNull(parts.Inventory.Sealed.Get(target.Id, SealedPurpose.TargetPassword));
        Assert.DoesNotContain(_store.Session.Audit.Read(new AuditQuery(), default), record => record.Detail.Values.Contains("canary"));

        Remove(target.Id);

        Assert.Null(parts.Inventory.Sealed.Get(target.Id, SealedPurpose.TargetPassword));
        Assert.Empty(Book.Find(_identity.Id, default));
        Assert.Equal(MimErrorCause.TargetNotFound, Assert.Throws<MimException>(() => Remove(target.Id)).Cause);
    }

    [Fact]
    public void TheSameAddressIsTheSameTarget()
    {
        var first = Book.Add(Wanted(_store["web.pem"]), default);

        Assert.Equal(first.Id, Book.Add(Wanted(_store["web.pem"]), default).Id);
        Assert.Single(Book.Find(_identity.Id, default));
    }

    [Fact]
    public void BadTargetsAreRefused()
    {
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => Book.Add(Wanted("web.pem"), default)).Cause);
        var nobody = Wanted(_store["web.pem"]) with { IdentityId = Guid.NewGuid() };
        Assert.Equal(MimErrorCause.IdentityNotFound, Assert.Throws<MimException>(() => Book.Add(nobody, default)).Cause);
    }

    [Fact]
    public void DisposalForgetsTargetsAndTheirPasswords()
    {
        Book.Add(Wanted(_store["web.pem"]), default);

        _store.DisposeOf(_identity);

        Assert.Empty(Book.Find(null, default));
        Assert.All(_store.Session.Store.Test(default), check => Assert.True(check.Passed, $"{check.Check}: {check.Detail}"));
    }

    [Fact]
    public void TwoIdentitiesCannotHaveOneFile()
    {
        var shop = _store.NewCertificate("shop01");
        Book.Add(Wanted(_store["web.pem"]) with { Settings = new FileTargetSettings { Path = _store["web.pem"], KeyPath = _store["web.key"] } }, default);

        foreach (var path in new[] { _store["web.pem"], _store["web.key"] })
        {
            var error = Assert.Throws<MimException>(() => Book.Add(Wanted(path) with { IdentityId = shop.Id }, default));
            Assert.Equal((MimErrorCause.InvalidArgument, path), (error.Cause, error.Subject));
            Assert.Contains($"'{_identity.Name}'", error.Message, StringComparison.Ordinal);
        }

        Book.Add(Wanted(_store["shop.pem"]) with { IdentityId = shop.Id }, default);
        Assert.Equal(2, Book.Find(null, default).Count());
    }

    [Fact]
    public void OtherHostsHaveFilesOfTheirOwn()
    {
        var shop = _store.NewCertificate("shop01");
        Book.Add(Wanted("/etc/tls/web.pem"), default);
        var there = Book.Add(On(_identity, new TargetHost("web02") { Port = 2222 }), default);
        Assert.Equal(("[web02]:2222:/etc/tls/web.pem", 2), (there.Address, Book.Find(_identity.Id, default).Count()));
        Assert.Equal(there.Settings, Book.Get(there.Id).Settings);

        Book.Add(On(shop, new TargetHost("web02")), default);
        var error = Assert.Throws<MimException>(() => Book.Add(On(shop, new TargetHost("web02") { Port = 2222, User = "root" }), default));
        Assert.Equal((MimErrorCause.InvalidArgument, "/etc/tls/web.pem"), (error.Cause, error.Subject));
    }

    [Fact]
    public void HostsThatCannotBeAreRefused()
    {
        TargetHost[] wrong =
        [
            new(""), new("-v"), new("web02") { Port = 0 }, new("web02") { IdentityFile = "id_ed25519" }, new("web02") { JumpHost = "jump:port" },
        ];
        Assert.All(wrong, host => Assert.Equal(
            MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => Book.Add(On(_identity, host), default)).Cause));
        var path = new FileTargetSettings { Path = "web.pem", Host = new TargetHost("web02") };
        Assert.Throws<MimException>(() => Book.Add(Wanted("web.pem") with { Settings = path }, default));
    }

    private static NewTarget On(MachineIdentity identity, TargetHost host) =>
        new() { IdentityId = identity.Id, Settings = new FileTargetSettings { Path = "/etc/tls/web.pem", Host = host } };

    private void Remove(Guid id) => Book.RemoveAsync(id, isForced: false, default).GetAwaiter().GetResult();

    private NewTarget Wanted(string path) => new() { IdentityId = _identity.Id, Settings = new FileTargetSettings { Path = path } };
}
