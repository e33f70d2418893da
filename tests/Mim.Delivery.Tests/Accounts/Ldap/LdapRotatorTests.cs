using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.Ldap;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts.Ldap;

/// <summary>Entries of a real directory.</summary>
[RequiresProgram("slapd", "slapadd", "ldapmodify")]
public sealed class LdapRotatorTests : AccountRotatorContract
{
    private readonly LdapAccounts _accounts = new();

    protected override IAccountRotator Rotator { get; } = new LdapRotator(new AccountDialer(TimeProvider.System));

    protected override AccountSettings Settings => _accounts.Settings("app");

    protected override AccountCredential Administrator => Credential(_accounts.Administrator, _accounts.AdministratorPassword);

    protected override string NameOf(string account) => _accounts.NameOf(account);

    protected override void Make(string account, string password) => _accounts.Make(account, password);

    [SuiteFact]
    public async Task The_directory_hashes_it_its_own_way()
    {
        Make("hashed", "first-Password-1");
        Assert.Equal("first-Password-1", Assert.Single(_accounts.Kept("hashed")));
        await ChangeAsync(Administrator, "hashed", "second-Password-2");
        Assert.StartsWith("{SSHA}", Assert.Single(_accounts.Kept("hashed")), StringComparison.Ordinal);
    }

    [SuiteFact]
    public async Task What_the_policy_of_the_directory_does_not_take_is_named_and_changes_nothing()
    {
        _accounts.MakePoliced("policed", "first-Password-1");
        var error = await Assert.ThrowsAsync<MimException>(() => ChangeAsync(Administrator, "policed", "no"));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains("Password fails quality checking policy", error.Message, StringComparison.Ordinal);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("policed", "first-Password-1"));
    }

    [SuiteFact]
    public async Task Who_is_let_in_to_change_his_password_only_is_not_let_in()
    {
        _accounts.MakeToBeChanged("reset", "first-Password-1");
        var error = await Assert.ThrowsAsync<MimException>(() => LogInAsync("reset", "first-Password-1"));
        Assert.Contains("for a change of password only", error.Message, StringComparison.Ordinal);
        await ChangeAsync(Account("reset", "first-Password-1"), "reset", "second-Password-2");
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("reset", "second-Password-2"));
    }

    [SuiteFact]
    public async Task Nobody_is_let_in_without_a_password()
    {
        Make("bare", "first-Password-1");
        Assert.Equal(LoginAnswer.Refused, await LogInAsync("bare", ""));
    }

    [SuiteFact]
    public async Task TLS_on_request_verifies_the_server()
    {
        Make("secure", "first-Password-1");
        var trusted = Settings with { Server = "localhost", UseTls = true, AuthorityFile = LdapAccounts.AuthorityFile };
        using var credential = Account("secure", "first-Password-1");
        Assert.Equal(LoginAnswer.Accepted, await Rotator.LogInAsync(trusted, credential, CancellationToken.None));
        var error = await Assert.ThrowsAsync<MimException>(
            () => Rotator.LogInAsync(trusted with { AuthorityFile = null }, credential, CancellationToken.None));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
    }

    [SuiteFact]
    public async Task A_socket_is_a_server_too()
    {
        Make("socket", "first-Password-1");
        using var credential = Account("socket", "first-Password-1");
        Assert.Equal(LoginAnswer.Accepted, await Rotator.LogInAsync(Settings with { Server = LdapAccounts.Socket }, credential, CancellationToken.None));
    }

    [SuiteFact]
    public async Task A_name_that_is_none_is_trouble_and_no_refusal()
    {
        using var credential = Credential("just a name", "first-Password-1");
        var error = await Assert.ThrowsAsync<MimException>(() => Rotator.LogInAsync(Settings, credential, CancellationToken.None));
        Assert.Contains("invalid DN", error.Message, StringComparison.Ordinal);
    }
}
