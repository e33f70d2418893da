using Mim.Core.Accounts;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.Postgres;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts.Postgres;

/// <summary>Roles of a real server.</summary>
[RequiresPostgres]
public sealed class PostgresListerTests : AccountListerContract
{
    private readonly PostgresAccounts _accounts = new();
    private AccountCredential? _reader;

    protected override IAccountLister Lister { get; } = new PostgresLister(new AccountDialer(TimeProvider.System));

    protected override AccountSettings Settings => _accounts.Settings("app");

    protected override AccountCredential Reader => _reader ?? AccountServer.Credential(_accounts.Administrator, _accounts.AdministratorPassword);

    private static PostgresServer Server => PostgresServer.Shared;

    protected override void Make(string account) => _accounts.Make(account, "listed-Password-1");

    [SuiteFact]
    public async Task What_the_server_says_of_a_role_is_told()
    {
        Make("described");
        Server.Execute(
            "postgres",
            "ALTER ROLE described CREATEROLE BYPASSRLS VALID UNTIL '2031-02-03 04:05:06+00'; COMMENT ON ROLE described IS 'runs \"reports\"'; "
            + "SET password_encryption = 'md5'; ALTER ROLE described PASSWORD 'old-Password-1'");
        var role = Assert.Single(await ListAsync(), role => role.Account == "described");
        Assert.Equal("runs \"reports\"", role.Description);
        Assert.Equal(new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero), role.PasswordExpiresAt);
        Assert.Equal(["CREATEROLE", "BYPASSRLS"], role.Privileges);
        Assert.Equal(AccountTraits.PasswordHashWeak, role.Traits);
        Assert.Null(role.LastUsedAt);
    }

    [SuiteFact]
    public async Task A_session_that_is_open_is_use()
    {
        Make("busy");
        using var busy = AccountServer.Credential("busy", "listed-Password-1");
        await new AccountDialer(TimeProvider.System).TalkAsync(
            Settings,
            async (line, token) =>
            {
                await new PostgresSession(line, Settings).LogInAsync(busy, token);
                Assert.NotNull(Assert.Single(await ListAsync(), role => role.Account == "busy").LastUsedAt);
                return true;
            },
            CancellationToken.None);
    }

    [SuiteFact]
    public async Task Who_may_see_no_passwords_sees_the_rest()
    {
        Make("plain");
        _reader = AccountServer.Credential("plain", "listed-Password-1");
        var keeper = Assert.Single(await ListAsync(), role => role.Account == _accounts.Administrator);
        Assert.True(keeper.Is(AccountTraits.Privileged));
        Assert.False(keeper.Is(AccountTraits.PasswordHashWeak));
    }

    [SuiteFact]
    public async Task Roles_come_in_pages()
    {
        Server.Execute("postgres", "DO $$ BEGIN FOR i IN 1..1005 LOOP EXECUTE 'DROP ROLE IF EXISTS paged_' || i; EXECUTE 'CREATE ROLE paged_' || i || ' LOGIN'; END LOOP; END $$");
        try
        {
            Assert.Equal(1005, (await ListAsync()).Count(role => role.Account.StartsWith("paged_", StringComparison.Ordinal)));
        }
        finally
        {
            Server.Execute("postgres", "DO $$ BEGIN FOR i IN 1..1005 LOOP EXECUTE 'DROP ROLE paged_' || i; END LOOP; END $$");
        }
    }
}
