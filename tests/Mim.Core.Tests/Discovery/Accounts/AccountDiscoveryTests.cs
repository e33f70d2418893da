using Mim.Core.Accounts;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Accounts;
using Mim.Testing;
using Mim.Testing.Doubles;
using Mim.Testing.Programs;

namespace Mim.Core.Tests.Discovery.Accounts;

public sealed class AccountDiscoveryTests : IDisposable
{
    private readonly AccountSearch _search = new();

    public void Dispose() => _search.Dispose();

    [Fact]
    public async Task Accounts_of_people_are_left_out_unless_asked_for()
    {
        var found = await _search.FindAsync(FakeLister.Account("app"), FakeLister.Account("ann") with { IsService = false });
        Assert.Equal("app", Assert.Single(found).Account);
    }

    [Fact]
    public async Task What_is_wrong_and_how_badly_comes_along()
    {
        var found = Assert.Single(await _search.FindAsync(FakeLister.Account("app") with { Traits = AccountTraits.PasswordHashWeak }));
        Assert.Equal(("PasswordHashWeak", found.Severity), (Assert.Single(found.Health).Rule, Assert.Single(found.Health).Severity));
        Assert.Equal((FindingStatus.Found, _search.Now), (found.Status, found.FoundAt));
    }

    [Fact]
    public async Task An_account_past_its_end_is_closed()
    {
        var found = Assert.Single(await _search.FindAsync(FakeLister.Account("app") with { EndsAt = _search.Now, Traits = AccountTraits.PasswordEmpty }));
        Assert.False(found.IsEnabled);
        Assert.Empty(found.Health);
    }

    [Fact]
    public async Task A_part_of_a_server_says_nothing_of_the_rest()
    {
        await _search.ImportAsync(FakeLister.Account("app"), FakeLister.Account("web"));
        _search.Lister.ListsAll = false;
        Assert.Single(await _search.FindAsync(FakeLister.Account("web")));
        _search.Lister.ListsAll = true;
        var gone = Assert.Single(await _search.FindAsync(FakeLister.Account("web")), finding => finding.Status == FindingStatus.Gone);
        Assert.Equal(("PostgreSql localhost:5432 app", "app@localhost:5432"), (gone.Location, gone.KnownAs));
    }

    [Fact]
    public async Task Servers_that_cannot_be_asked_are_refused()
    {
        using var reader = AccountServer.Credential(FakeLister.Reader, FakeLister.ReaderPassword);
        Assert.Equal(MimErrorCause.Unsupported, await CauseAsync(AccountSettings.Usual(AccountSystem.Redis, "localhost", ["reader"]), reader));
        Assert.Equal(MimErrorCause.InvalidArgument, await CauseAsync(FakeRotator.Place("reader") with { Server = "db1" }, reader));
    }

    [UnixFact]
    public async Task This_machine_has_root()
    {
        var found = new List<AccountFinding>();
        await foreach (var finding in _search.Session.AccountDiscovery.FindAsync(new AccountScan(), default))
        {
            found.Add(finding);
        }

        Assert.Equal($"Linux {_search.Session.Context.Host} root", Assert.Single(found, finding => finding.Account == "root").Location);
    }

    private async Task<MimErrorCause> CauseAsync(AccountSettings settings, AccountCredential reader)
    {
        var found = _search.Session.AccountDiscovery.FindAsync(settings, reader, new AccountScan(), default).GetAsyncEnumerator();
        return (await Assert.ThrowsAsync<MimException>(async () => await found.MoveNextAsync())).Cause;
    }
}
