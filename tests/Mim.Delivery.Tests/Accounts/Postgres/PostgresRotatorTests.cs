using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.Postgres;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts.Postgres;

/// <summary>Roles of a real server.</summary>
[RequiresPostgres]
public sealed class PostgresRotatorTests : AccountRotatorContract
{
    private readonly PostgresAccounts _accounts = new();

    protected override IAccountRotator Rotator { get; } = new PostgresRotator(new AccountDialer(TimeProvider.System));

    protected override AccountSettings Settings => _accounts.Settings("app");

    protected override AccountCredential Administrator => Credential(_accounts.Administrator, _accounts.AdministratorPassword);

    private static PostgresServer Server => PostgresServer.Shared;

    protected override void Make(string account, string password) => _accounts.Make(account, password);

    [SuiteFact]
    public async Task Passwords_that_are_not_ascii_are_taken_as_the_server_takes_them()
    {
        // The same text in two ways of writing it, which SASLprep makes one.
        Make("unicode", "plain-Password-1");
        await ChangeAsync(Administrator, "unicode", "Pa\u030Asse-\uFB01n\u00A01");
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("unicode", "P\u00E5sse-fin 1"));
        Make("unicode", "P\u00E5sse-fin 1");
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("unicode", "Pa\u030Asse-\uFB01n\u00A01"));
    }

    [SuiteFact]
    public async Task Who_is_let_in_without_a_password_has_proved_nothing()
    {
        Server.Execute("postgres", "DROP ROLE IF EXISTS trusted; CREATE ROLE trusted LOGIN PASSWORD 'any-Password-1'");
        Assert.Equal(LoginAnswer.NotAsked, await LogInAsync("trusted", "any-Password-1"));
    }

    [SuiteFact]
    public async Task The_server_never_sees_the_password()
    {
        Make("silent", "before-Password-1");
        Server.Execute("postgres", "ALTER ROLE mim_keeper SET log_statement = 'all'");
        await ChangeAsync(Administrator, "silent", "Never-Shown-To-Anybody-9");
        Server.Execute("postgres", "ALTER ROLE mim_keeper RESET log_statement");
        var log = await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(Server.Data)!, "log"));
        Assert.Contains("ALTER ROLE \"silent\"", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Never-Shown-To-Anybody-9", log, StringComparison.Ordinal);
    }

    [SuiteFact]
    public async Task A_socket_is_a_server_too()
    {
        Make("socket", "over-Socket-1");
        using var credential = Credential("socket", "over-Socket-1");
        Assert.Equal(LoginAnswer.Accepted, await Rotator.LogInAsync(Settings with { Server = Server.SocketFolder }, credential, CancellationToken.None));
    }

    [SuiteFact]
    public async Task A_database_that_is_not_there_is_trouble_and_no_refusal()
    {
        Make("lost", "some-Password-1");
        using var credential = Credential("lost", "some-Password-1");
        var error = await Assert.ThrowsAsync<MimException>(
            () => Rotator.LogInAsync(Settings with { Database = "no_such_database" }, credential, CancellationToken.None));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains("no_such_database", error.Message, StringComparison.Ordinal);
    }
}
