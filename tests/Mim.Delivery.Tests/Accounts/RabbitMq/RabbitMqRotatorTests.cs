using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.RabbitMq;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts.RabbitMq;

/// <summary>Users of a real node.</summary>
[RequiresProgram("rabbitmq-server", "epmd")]
public sealed class RabbitMqRotatorTests : AccountRotatorContract
{
    private readonly RabbitMqAccounts _accounts = new();

    protected override IAccountRotator Rotator { get; } = new RabbitMqRotator(new AccountDialer(TimeProvider.System));

    protected override AccountSettings Settings => _accounts.Settings("app");

    protected override AccountCredential Administrator => Credential(_accounts.Administrator, _accounts.AdministratorPassword);

    // Only who manages users.
    protected override bool ChangesOwn => false;

    protected override void Make(string account, string password) => _accounts.Make(account, password);

    [SuiteFact]
    public async Task A_user_keeps_its_tags()
    {
        _accounts.MakeTagged("tagged", "first-Password-1", "monitoring,policymaker");
        await ChangeAsync(Administrator, "tagged", "second-Password-2");
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("tagged", "second-Password-2"));
        var described = _accounts.Describe("tagged");
        Assert.Contains("monitoring", described, StringComparison.Ordinal);
        Assert.Contains("policymaker", described, StringComparison.Ordinal);
    }

    [SuiteFact]
    public async Task A_virtual_host_that_was_named_must_be_open_to_the_user()
    {
        _accounts.MakeHost("closed");
        Make("guest-of-none", "some-Password-1");
        using var credential = Credential("guest-of-none", "some-Password-1");
        var error = await Assert.ThrowsAsync<MimException>(
            () => Rotator.LogInAsync(Settings with { Database = "closed" }, credential, CancellationToken.None));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains("'closed'", error.Message, StringComparison.Ordinal);
    }
}
