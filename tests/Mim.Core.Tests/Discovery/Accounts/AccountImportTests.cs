using Mim.Core.Access;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Identities;
using Mim.Testing;
using Mim.Testing.Doubles;

namespace Mim.Core.Tests.Discovery.Accounts;

public sealed class AccountImportTests : IDisposable
{
    private readonly AccountSearch _search = new();
    private readonly AccountSighting _app;

    public AccountImportTests() => _app = FakeLister.Account("app") with
    {
        Owner = "dba@corp.test", Description = "writes orders", PasswordChangedAt = _search.Now.AddDays(-10), LastUsedAt = _search.Now.AddHours(-1), LastUsedFor = "session",
    };

    public void Dispose() => _search.Dispose();

    [Fact]
    public async Task What_is_new_is_added_with_its_place_and_its_use()
    {
        var result = Assert.Single(await _search.ImportAsync(_app));

        Assert.Equal((ImportAction.Added, "app@localhost:5432", IdentityKind.ServiceAccount), (result.Action, result.Identity.Name, result.Identity.Kind));
        Assert.Equal(("dba@corp.test", "writes orders", VersionState.Active), (result.Identity.Owner, result.Identity.Purpose, result.Identity.Status));
        Assert.Equal((1, "app", _app.PasswordChangedAt, false), (result.Identity.Version, result.Identity.Subject, result.Identity.NotBefore, result.Identity.HasPrivateKey));
        var location = Assert.Single(_search.Locations(result.IdentityId));
        Assert.Equal((LocationKinds.Account, "PostgreSql localhost:5432 app"), (location.Kind, location.Address));
        var fact = Assert.Single(_search.Evidence(result.IdentityId));
        Assert.Equal((EvidenceKind.Authenticated, "PostgreSql localhost:5432", _app.LastUsedAt), (fact.Kind, fact.Source, fact.At));
    }

    [Fact]
    public async Task A_second_import_changes_nothing_and_people_are_not_overwritten()
    {
        var first = Assert.Single(await _search.ImportAsync(_app));
        _search.Session.Identities.Set(first.IdentityId, new IdentityChange { Owner = "ann", Purpose = "orders", Name = "shop" }, default);

        var again = Assert.Single(await _search.ImportAsync(_app with { Owner = "other", Description = "other" }));

        Assert.Equal((ImportAction.Unchanged, "shop", "ann", "orders"), (again.Action, again.Identity.Name, again.Identity.Owner, again.Identity.Purpose));
        Assert.Single(_search.Locations(first.IdentityId));
        Assert.Single(_search.Evidence(first.IdentityId));
        Assert.Equal("shop", Assert.Single(await _search.FindAsync(_app)).KnownAs);
    }

    [Fact]
    public async Task A_password_changed_since_is_the_next_version()
    {
        var first = Assert.Single(await _search.ImportAsync(_app));

        var second = Assert.Single(await _search.ImportAsync(_app with { PasswordChangedAt = _search.Now, LastUsedAt = _search.Now }));

        Assert.Equal((ImportAction.Renewed, first.IdentityId, 2), (second.Action, second.IdentityId, second.Identity.Version));
        Assert.Equal([VersionState.Deactivated, VersionState.Active], _search.Session.Identities.Versions(first.IdentityId).OrderBy(version => version.Number).Select(version => version.State));
        Assert.Equal(2, _search.Evidence(first.IdentityId).Count);
    }

    [Fact]
    public async Task An_account_that_is_closed_or_ends_is_the_same_one()
    {
        var first = Assert.Single(await _search.ImportAsync(_app));

        var closed = Assert.Single(await _search.ImportAsync(_app with { IsEnabled = false, PasswordExpiresAt = _search.Now.AddDays(5) }));

        Assert.Equal((ImportAction.Updated, first.IdentityId, VersionState.Suspended, 1), (closed.Action, closed.IdentityId, closed.Identity.Status, closed.Identity.Version));
        Assert.Equal(_search.Now.AddDays(5), closed.Identity.NotAfter);
        Assert.Equal((ImportAction.Updated, (DateTimeOffset?)null), Assert.Single(await _search.ImportAsync(_app)) is var open ? (open.Action, open.Identity.NotAfter) : default);
    }

    [Fact]
    public async Task What_is_gone_loses_its_place_and_gets_it_back()
    {
        var first = Assert.Single(await _search.ImportAsync(_app));

        var gone = Assert.Single(await _search.ImportAsync());

        Assert.Equal((ImportAction.Gone, first.IdentityId), (gone.Action, gone.IdentityId));
        Assert.NotNull(Assert.Single(_search.Locations(first.IdentityId)).GoneAt);
        Assert.Equal(first.IdentityId, Assert.Single(await _search.ImportAsync(_app)).IdentityId);
        Assert.Null(Assert.Single(_search.Locations(first.IdentityId)).GoneAt);
    }

    [Fact]
    public async Task Use_alone_makes_no_identity()
    {
        var use = FakeLister.Account("app") with { Traits = AccountTraits.UsageOnly, IsEnabled = null, LastUsedAt = _search.Now };
        Assert.Empty(await _search.ImportAsync(use));
        var first = Assert.Single(await _search.ImportAsync(_app with { IsEnabled = false }));

        var seen = Assert.Single(await _search.ImportAsync(use));

        Assert.Equal((ImportAction.Unchanged, VersionState.Suspended), (seen.Action, seen.Identity.Status));
        Assert.Equal(2, _search.Evidence(first.IdentityId).Count);
    }

    [Fact]
    public async Task A_record_of_that_name_becomes_the_account_and_another_identity_does_not()
    {
        _search.Session.Importer.ImportRecord(new ImportDocumentation { Name = "orders", Kind = IdentityKind.ServiceAccount, Owner = "ann" }, "csv", default);
        var filled = Assert.Single(await _search.ImportAsync(new ImportDocumentation { Name = "orders" }, _app));
        Assert.Equal((ImportAction.Updated, "ann", 1), (filled.Action, filled.Identity.Owner, filled.Identity.Version));
        var exception = await Assert.ThrowsAsync<MimException>(() => _search.ImportAsync(new ImportDocumentation { Name = "orders" }, FakeLister.Account("other")));
        Assert.Equal(MimErrorCause.IdentityExists, exception.Cause);
    }
}
