using Mim.Core.Accounts;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.Ldap;
using Mim.Testing.Contracts;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts.Ldap;

/// <summary>Entries of a real OpenLDAP.</summary>
[RequiresProgram("slapd")]
public sealed class LdapListerTests : AccountListerContract
{
    private readonly LdapAccounts _accounts = new();

    protected override IAccountLister Lister { get; } = new LdapLister(new AccountDialer(TimeProvider.System));

    protected override AccountSettings Settings => _accounts.Settings("app");

    protected override AccountCredential Reader => AccountServer.Credential(_accounts.Administrator, _accounts.AdministratorPassword);

    protected override void Make(string account) => _accounts.Make(account, "listed-Password-1");

    protected override string AccountOf(string account) => _accounts.NameOf(account);

    [SuiteFact]
    public async Task What_the_directory_keeps_is_told()
    {
        Make("described");
        var entry = Assert.Single(await ListAsync(), entry => entry.Account == AccountOf("described"));
        Assert.Equal((false, "described"), (entry.IsService, entry.DisplayName));
        Assert.NotNull(entry.CreatedAt);
        Assert.NotNull(entry.Identifier);
        Assert.Equal($"Ldap {Settings.Endpoint} {AccountOf("described")}", entry.Address);
    }

    [SuiteFact]
    public async Task A_part_of_it_is_listed_by_itself()
    {
        Make("inside");
        var part = Settings with { Database = AccountOf("inside") };
        using var reader = Reader;
        var found = new List<AccountSighting>();
        await foreach (var entry in Lister.ListAsync(part, reader, CancellationToken.None))
        {
            found.Add(entry);
        }

        Assert.Equal(AccountOf("inside"), Assert.Single(found).Account);
        Assert.Equal((true, false), (Lister.IsWhole(Settings), Lister.IsWhole(part)));
    }
}
