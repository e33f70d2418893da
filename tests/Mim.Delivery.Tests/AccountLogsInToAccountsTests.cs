using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Testing.Contracts;
using Mim.Testing.Doubles;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests;

public sealed class AccountLogsInToAccountsTests : LogsInToAccountsContract
{
    private readonly FakeRotator _server = new();

    public AccountLogsInToAccountsTests() => Adapter = new AccountTargetAdapter([_server]);

    protected override ILogsInToAccounts Adapter { get; }

    protected override AccountSettings Make(string account, string password)
    {
        _server.Passwords[account] = password;
        return FakeRotator.Place(account);
    }

    [Theory]
    [InlineData(null, "Accounts of Linux are not supported here.")]
    [InlineData("web01", "Accounts of Linux are not supported on other hosts.")]
    public async Task A_system_that_is_not_known_there_is_named(string? host, string message)
    {
        var settings = AccountSettings.Usual(AccountSystem.Linux, "localhost", ["app"]) with { Host = host is null ? null : new TargetHost(host) };
        using var credential = AccountServer.Credential("app", "any");
        var error = await Assert.ThrowsAsync<MimException>(() => Adapter.LogInAsync(settings, credential, CancellationToken.None));
        Assert.Equal((MimErrorCause.Unsupported, message), (error.Cause, error.Message));
    }
}
