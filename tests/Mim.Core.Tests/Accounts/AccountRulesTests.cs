using Mim.Core.Accounts;
using Mim.Core.Delivery;

namespace Mim.Core.Tests.Accounts;

public sealed class AccountRulesTests
{
    private static readonly AccountSettings _machine = AccountSettings.Usual(AccountSystem.Linux, "localhost", ["deploy"]);
    private static readonly AccountSettings _server = AccountSettings.Usual(AccountSystem.PostgreSql, "localhost", ["deploy"]);

    public static TheoryData<AccountSettings, string> Broken => new()
    {
        { _server with { Host = new TargetHost("web01") }, "not through another host" },
        { _server with { Port = 0 }, "0 is no port" },
        { _server with { Accounts = ["a", "b"] }, "-Administrator" },
        { _server with { Accounts = [] }, "one account, or a pair" },
        { _machine with { Accounts = [] }, "one account, or a pair" },
        { _machine with { Server = "web01" }, "over SSH" },
        { _machine with { Port = 22 }, "over SSH" },
        { _machine with { Database = "shop" }, "over SSH" },
        { _machine with { UseTls = true }, "over SSH" },
        { _machine with { AdministratorId = Guid.NewGuid() }, "who is root" },
        { _machine with { Accounts = ["-c"] }, "'-c' is no name" },
        { _machine with { Accounts = ["a:b"] }, "'a:b' is no name" },
        { _machine with { Accounts = ["a", "../b"] }, "'a, ../b' is no name" },
        { _machine with { Accounts = ["a b"] }, "'a b' is no name" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_breaks_a_rule_is_told(AccountSettings settings, string message)
    {
        var error = Assert.Throws<MimException>(() => AccountRules.Enforce(settings));
        Assert.Equal(MimErrorCause.InvalidArgument, error.Cause);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_is_this_one_or_reached_over_ssh_and_needs_no_administrator_for_a_pair()
    {
        AccountRules.Enforce(_machine);
        AccountRules.Enforce(_machine with { Host = new TargetHost("web01") { Port = 2222, UseSudo = true }, Accounts = ["deploy_a", "deploy_b"] });
        Assert.Equal("Linux deploy", _machine.Address);
        Assert.Equal("[web01]:2222:Linux deploy", (_machine with { Host = new TargetHost("web01") { Port = 2222 } }).Address);
    }

    [Fact]
    public void An_account_of_a_machine_is_another_one_on_each_machine()
    {
        Assert.True(_machine.IsOfMachine);
        Assert.False((_machine with { Host = new TargetHost("web01") }).IsOfMachine);
        Assert.True((_machine with { Host = new TargetHost("web01") { IdentityFile = "/root/key" } }).IsOfMachine);
        Assert.False(_server.IsOfMachine);
    }
}
