using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.Postgres;
using Mim.Testing;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts.Postgres;

/// <summary>Roles of a real server.</summary>
[RequiresPostgres]
public sealed class PostgresRotatorTests : AccountRotatorContract, IDisposable
{
    private readonly PostgresAccounts _accounts = new();
    private readonly ManualTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly PostgresRotator _rotator;

    public PostgresRotatorTests() => _rotator = new PostgresRotator(new AccountDialer(TimeProvider.System), _time);

    protected override IAccountRotator Rotator => _rotator;

    protected override AccountSettings Settings => _accounts.Settings("app");

    protected override AccountCredential Administrator => Credential(_accounts.Administrator, _accounts.AdministratorPassword);

    private static PostgresServer Server => PostgresServer.Shared;

    public void Dispose() => _rotator.Dispose();

    protected override void Make(string account, string password) => _accounts.Make(account, password);

    private void MakeKeeper(string name)
    {
        Make(name, "keeper-Password-0");
        Server.Execute("postgres", $"ALTER ROLE {name} SUPERUSER");
    }

    private static AccountCredential Keeper(string name) => Credential(name, "keeper-Password-0");

    /// <summary>The processes of the server that serve somebody.</summary>
    private static string Sessions(string name) => Server.Execute("postgres", $"SELECT pid FROM pg_stat_activity WHERE usename = '{name}'");

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
    public async Task Who_changes_many_passwords_logs_in_once()
    {
        MakeKeeper("many_keeper");
        Make("many", "first-Password-1");
        await ChangeAsync(Keeper("many_keeper"), "many", "second-Password-2");
        var session = Sessions("many_keeper");
        await ChangeAsync(Keeper("many_keeper"), "many", "third-Password-3");
        Assert.Equal(session, Sessions("many_keeper"));
        Assert.DoesNotContain("\n", session, StringComparison.Ordinal);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("many", "third-Password-3"));
    }

    [SuiteFact]
    public async Task A_session_that_the_server_ended_is_made_again()
    {
        MakeKeeper("cut_keeper");
        Make("cut", "first-Password-1");
        await ChangeAsync(Keeper("cut_keeper"), "cut", "second-Password-2");
        Server.Execute("postgres", "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE usename = 'cut_keeper'");
        await ChangeAsync(Keeper("cut_keeper"), "cut", "third-Password-3");
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("cut", "third-Password-3"));
    }

    [SuiteFact]
    public async Task A_session_serves_nobody_with_another_password_and_nobody_for_long()
    {
        MakeKeeper("brief_keeper");
        Make("brief", "first-Password-1");
        await ChangeAsync(Keeper("brief_keeper"), "brief", "second-Password-2");
        await Assert.ThrowsAsync<MimException>(() => ChangeAsync(Credential("brief_keeper", "wrong"), "brief", "third-Password-3"));
        Server.Execute("postgres", "ALTER ROLE brief_keeper NOLOGIN");
        _time.Now += KeptLines.Life;
        var error = await Assert.ThrowsAsync<MimException>(() => ChangeAsync(Keeper("brief_keeper"), "brief", "third-Password-3"));
        Assert.Equal(MimErrorCause.AccessDenied, error.Cause);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("brief", "second-Password-2"));
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
