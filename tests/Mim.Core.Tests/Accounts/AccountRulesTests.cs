using Mim.Core.Accounts;
using Mim.Core.Delivery;

namespace Mim.Core.Tests.Accounts;

public sealed class AccountRulesTests
{
    private static readonly AccountSettings _machine = AccountSettings.Usual(AccountSystem.Linux, "localhost", ["deploy"]);
    private static readonly AccountSettings _server = AccountSettings.Usual(AccountSystem.PostgreSql, "localhost", ["deploy"]);

    private static readonly AccountSettings _script = AccountSettings.Usual(AccountSystem.Script, "ftp01", ["deploy"]) with
    {
        Scripts = new AccountScripts("change", "prove"),
    };

    public static TheoryData<AccountSettings, string> Broken => new()
    {
        { _server with { Host = new TargetHost("web01") }, "not through another host" },
        { _server with { Port = 0 }, "0 is no port" },
        { _server with { Accounts = ["a", "b"] }, "-Administrator" },
        { _server with { Accounts = [] }, "one account, or a pair" },
        { _machine with { Accounts = [] }, "one account, or a pair" },
        { _machine with { Server = "web01" }, "over SSH" },
        { _machine with { Port = 22 }, "no port" },
        { _machine with { Database = "shop" }, "no port, no database" },
        { _machine with { UseTls = true }, "no TLS" },
        { _machine with { AdministratorId = Guid.NewGuid() }, "who is root" },
        { _machine with { Accounts = ["-c"] }, "'-c' is no name" },
        { _machine with { Accounts = ["a:b"] }, "'a:b' is no name" },
        { _machine with { Accounts = ["a", "../b"] }, "'a, ../b' is no name" },
        { _machine with { Scripts = _script.Scripts }, "no other has" },
        { _server with { Scripts = _script.Scripts }, "no other has" },
        { _script with { Scripts = null }, "has scripts" },
        { _script with { Scripts = new AccountScripts("change", " ") }, "does something" },
        { _script with { Host = new TargetHost("web01") }, "on this machine" },
        { _script with { Port = 21 }, "no port" },
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
    public void Scripts_need_no_administrator_for_a_pair_and_may_have_one()
    {
        AccountRules.Enforce(_script);
        AccountRules.Enforce(_script with { Server = "localhost", Accounts = ["a", "b"], AdministratorId = Guid.NewGuid() });
        Assert.Equal("Script ftp01 deploy", _script.Address);
        Assert.Equal("Script deploy", (_script with { Server = "localhost" }).Address);
    }

    [Fact]
    public void The_way_back_may_have_a_script_of_its_own()
    {
        Assert.Same(_script, _script.GoingBack());
        Assert.Same(_server, _server.GoingBack());
        var back = (_script with { Scripts = _script.Scripts! with { TakeBack = "back" } }).GoingBack();
        Assert.Equal(("back", "prove"), (back.Scripts!.Change, back.Scripts.Prove));
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
