using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.ActiveDirectory;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts.ActiveDirectory;

/// <summary>Users of a real domain.</summary>
[RequiresProgram("samba", "samba-tool", "ldapmodify", AsRoot = true)]
public sealed class ActiveDirectoryRotatorTests : AccountRotatorContract
{
    private const string First = "first-Password-1";
    private const string Second = "second-Password-2";
    private readonly DomainAccounts _accounts = new();

    protected override IAccountRotator Rotator { get; } = new ActiveDirectoryRotator(new AccountDialer(TimeProvider.System));

    protected override AccountSettings Settings => _accounts.Settings("app");

    protected override AccountCredential Administrator => Credential(_accounts.Administrator, _accounts.AdministratorPassword);

    // Quotation marks, backslashes and asterisks are not for the names of users.
    protected override string OddName => "odd name' (#) ö";

    // For an hour it is let in with the one before too, which is what the test below is about.
    protected override bool ChangesOwn => false;

    protected override void Make(string account, string password) => _accounts.Make(account, password);

    [SuiteTheory]
    [InlineData("named")]
    [InlineData("named@ad.mim.test")]
    [InlineData("named@services.test")]
    [InlineData("MIM\\named")]
    [InlineData("CN=named,CN=Users,DC=ad,DC=mim,DC=test")]
    public async Task An_account_has_names_of_every_sort(string name)
    {
        Make("named", First);
        await ChangeAsync(Administrator, name, Second);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync(name, Second));
        Assert.Equal(LoginAnswer.Refused, await LogInAsync(name, First));
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("named", Second));
    }

    [SuiteTheory]
    [InlineData("OTHER\\foreign")]
    [InlineData("foreign@other.test")]
    [InlineData("foreign*")]
    [InlineData("CN=foreign,DC=other,DC=test")]
    public async Task An_account_of_another_domain_is_not_taken_for_one_of_this(string name)
    {
        Make("foreign", First);
        var error = await Assert.ThrowsAsync<MimException>(() => ChangeAsync(Administrator, name, Second));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("foreign", First));
    }

    [SuiteFact]
    public async Task An_account_changes_its_own_and_is_let_in_with_the_one_before_for_as_long_as_the_domain_grants_that()
    {
        Make("own", First);
        await ChangeAsync(Account("own", First), "own", Second);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("own", Second));
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("own", First));

        await ChangeAsync(Administrator, "own", "third-Password-3");
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("own", "third-Password-3"));
        Assert.Equal(LoginAnswer.Refused, await LogInAsync("own", Second));
        Assert.Equal(LoginAnswer.Refused, await LogInAsync("own", First));
    }

    [SuiteFact]
    public async Task What_the_policy_of_the_domain_does_not_take_is_named_and_changes_nothing()
    {
        Make("policed", First);
        var error = await Assert.ThrowsAsync<MimException>(() => ChangeAsync(Administrator, "policed", "short"));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
        Assert.Contains("the password policy of the domain refuses it", error.Message, StringComparison.Ordinal);
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("policed", First));
    }

    [SuiteFact]
    public async Task An_account_that_may_not_log_in_is_said_to_be_so()
    {
        Make("closed", First);
        _accounts.Disable("closed");
        Assert.Contains("is disabled (data 533)", await TroubleAsync("closed"), StringComparison.Ordinal);
        Make("fresh", First);
        _accounts.MustChange("fresh");
        Assert.Contains("must change its password first (data 773)", await TroubleAsync("fresh"), StringComparison.Ordinal);
    }

    [SuiteFact]
    public async Task Passwords_that_are_not_ascii_are_taken_as_they_are()
    {
        Make("unicode", First);
        await ChangeAsync(Administrator, "unicode", "Pa\u030Asse-\uFB01n-\U0001F511-1");
        Assert.Equal(LoginAnswer.Accepted, await LogInAsync("unicode", "Pa\u030Asse-\uFB01n-\U0001F511-1"));
        Assert.Equal(LoginAnswer.Refused, await LogInAsync("unicode", "P\u00E5sse-fin-\U0001F511-1"));
    }

    [SuiteFact]
    public async Task Nobody_is_let_in_without_a_password()
    {
        Make("bare", First);
        Assert.Equal(LoginAnswer.Refused, await LogInAsync("bare", ""));
    }

    [SuiteFact]
    public async Task A_controller_that_nobody_vouches_for_is_not_told_anything()
    {
        using var credential = Account("app", First);
        var error = await Assert.ThrowsAsync<MimException>(
            () => Rotator.LogInAsync(Settings with { AuthorityFile = null }, credential, CancellationToken.None));
        Assert.Equal(MimErrorCause.InstallFailed, error.Cause);
    }

    private async Task<string> TroubleAsync(string account) =>
        (await Assert.ThrowsAsync<MimException>(() => LogInAsync(account, First))).Message;
}
