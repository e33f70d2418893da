using Mim.Core.Accounts;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.ActiveDirectory;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts.ActiveDirectory;

/// <summary>Users of a real domain controller.</summary>
[RequiresProgram("samba")]
public sealed class ActiveDirectoryListerTests : AccountListerContract
{
    private readonly DomainAccounts _accounts = new();

    protected override IAccountLister Lister { get; } = new ActiveDirectoryLister(new AccountDialer(TimeProvider.System));

    protected override AccountSettings Settings => _accounts.Settings("app");

    protected override AccountCredential Reader => AccountServer.Credential(_accounts.Administrator, _accounts.AdministratorPassword);

    protected override void Make(string account) => _accounts.Make(account, "listed-Password-1");

    [SuiteFact]
    public async Task Services_and_what_is_wrong_with_them_are_told()
    {
        Make("owner");
        _accounts.Disable("owner");
        Make("risky");
        _accounts.Set("risky", "servicePrincipalName", "HTTP/web01.ad.mim.test");
        _accounts.Set("risky", "manager", DomainAccounts.DistinguishedName("owner"));
        _accounts.Set("risky", "description", "runs the shop");
        _accounts.Set("risky", "userAccountControl", $"{512 | 0x10000 | 0x80000 | 0x400000}");
        var accounts = (await ListAsync()).ToDictionary(account => account.Account, StringComparer.OrdinalIgnoreCase);
        var risky = accounts["risky"];
        Assert.Equal(
            AccountTraits.PasswordNeverExpires | AccountTraits.UnconstrainedDelegation | AccountTraits.NoPreauthentication | AccountTraits.OwnerDisabled
            | AccountTraits.UsageKnown,
            risky.Traits);
        Assert.Equal((true, true, "runs the shop"), (risky.IsService, risky.IsEnabled, risky.Description));
        Assert.Equal(["HTTP/web01.ad.mim.test"], risky.Services);
        Assert.StartsWith("S-1-5-21-", risky.Identifier, StringComparison.Ordinal);
        Assert.NotNull(risky.PasswordChangedAt);
        Assert.Equal((false, false), (accounts["owner"].IsEnabled, accounts["owner"].IsService));
        Assert.True(accounts["administrator"].Is(AccountTraits.BuiltIn));
        Assert.DoesNotContain("DC1$", accounts.Keys);
    }
}
