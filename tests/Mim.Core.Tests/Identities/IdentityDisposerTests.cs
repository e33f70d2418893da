using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Sealing;
using Mim.Core.Tests.Audit;
using Mim.Testing;

namespace Mim.Core.Tests.Identities;

public sealed class IdentityDisposerTests : IDisposable
{
    private readonly TestSession _store = new();

    public IdentityDisposerTests() => _store.NewAuthority();

    private IdentityDisposer Disposer => _store.Session.Disposer;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task DisposalDestroysTheKeyAndKeepsTheRecord()
    {
        var identity = _store.NewCertificate("web01");

        var removed = await Disposer.DisposeOfAsync(identity.Id, "decommissioned", isForced: false, default);

        Assert.Equal((VersionState.Destroyed, false, null), (removed.Status, removed.HasPrivateKey, removed.DueAt));
        var version = Assert.Single(_store.Session.Identities.Versions(identity.Id));
        Assert.Equal((VersionState.Destroyed, "decommissioned", identity.Fingerprint), (version.State, version.StateReason, version.Fingerprint));
        Assert.NotNull(version.Certificate);
        using var parts = new LedgerParts(_store);
        Assert.Null(parts.Inventory.Sealed.Get(version.Id, SealedPurpose.PrivateKey));
        var act = Assert.Single(_store.Session.Audit.Read(new AuditQuery { Acts = ["DisposeIdentity"] }, default));
        Assert.Equal(("decommissioned", "1"), (act.Detail["reason"], act.Detail["sealedValuesDestroyed"]));
        Assert.DoesNotContain(_store.Session.Identities.Find(new IdentityQuery(), default), other => other.Id == identity.Id);
        Assert.Equal(MimErrorCause.WrongState, await Cause(identity.Id));
        Assert.All(_store.Session.Store.Test(default), check => Assert.True(check.Passed, $"{check.Check}: {check.Detail}"));
    }

    [Fact]
    public async Task WhoIsNotThereIsNamed() => Assert.Equal(MimErrorCause.IdentityNotFound, await Cause(Guid.NewGuid()));

    private async Task<MimErrorCause> Cause(Guid id) =>
        (await Assert.ThrowsAsync<MimException>(() => Disposer.DisposeOfAsync(id, null, isForced: false, default))).Cause;
}
