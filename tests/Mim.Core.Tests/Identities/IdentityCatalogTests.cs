using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Testing;

namespace Mim.Core.Tests.Identities;

public sealed class IdentityCatalogTests : IDisposable
{
    private readonly TestSession _store = new();

    public IdentityCatalogTests() => _store.NewAuthority();

    private IdentityCatalog Catalog => _store.Session.Identities;

    public void Dispose() => _store.Dispose();

    [Fact]
    public void DocumentationIsChangedFieldByField()
    {
        var identity = _store.NewCertificate("web01");

        var changed = Catalog.Set(identity.Id, new IdentityChange { Name = "  web02 ", Owner = "ops", AddTags = ["blue", "BLUE", "team=web"] }, default);

        Assert.Equal(("web02", "ops", null), (changed.Name, changed.Owner, changed.Purpose));
        Assert.Equal(["blue", "team=web"], Catalog.Get(identity.Id).Tags.Order());
        changed = Catalog.Set(identity.Id, new IdentityChange { Owner = string.Empty, RemoveTags = ["blue"] }, default);
        Assert.Null(changed.Owner);
        Assert.Equal(["team=web"], changed.Tags);
        Assert.Equal(2, _store.Session.Audit.Read(new AuditQuery { Acts = ["SetIdentity"] }, default).Count());
    }

    [Fact]
    public void NothingNewIsNoAct()
    {
        var identity = _store.NewCertificate("web01");

        Catalog.Set(identity.Id, new IdentityChange { Name = "web01", RemoveTags = ["none"] }, default);

        Assert.Empty(_store.Session.Audit.Read(new AuditQuery { Acts = ["SetIdentity"] }, default));
    }

    [Fact]
    public void ATakenNameIsRefused()
    {
        _store.NewCertificate("web01");
        var second = _store.NewCertificate("web02");

        Assert.Equal(MimErrorCause.IdentityExists, Assert.Throws<MimException>(() => Catalog.Set(second.Id, new IdentityChange { Name = "WEB01" }, default)).Cause);
        Assert.Equal(MimErrorCause.InvalidName, Assert.Throws<MimException>(() => Catalog.Set(second.Id, new IdentityChange { Name = " " }, default)).Cause);
        Assert.Equal("web02", Catalog.Get(second.Id).Name);
    }

    [Fact]
    public void AnotherTierMovesTheDueTime()
    {
        var identity = _store.NewCertificate("web01");

        var changed = Catalog.Set(identity.Id, new IdentityChange { Criticality = Criticality.Critical }, default);

        Assert.True(changed.DueAt < identity.DueAt);
    }

    [Fact]
    public void ARenamedAuthorityGoesOnIssuing()
    {
        var authority = _store.Session.Authorities.Find([], default).Single();
        var identity = _store.NewCertificate("web01");

        Catalog.Set(authority.Id, new IdentityChange { Name = "renamed" }, default);

        Assert.Equal("renamed", _store.NewCertificate("web02").Authority);
        Assert.Equal("renamed", Catalog.Get(identity.Id).Authority);
    }

    [Fact]
    public void WhoIsNotThereIsNamed()
    {
        var id = Guid.NewGuid();

        var error = Assert.Throws<MimException>(() => Catalog.Get(id));

        Assert.Equal((MimErrorCause.IdentityNotFound, id.ToString()), (error.Cause, error.Subject));
    }
}
