using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.ActiveDirectory;
using Mim.Delivery.Accounts.Ldap;
using Mim.Delivery.Accounts.Postgres;

namespace Mim.Delivery;

/// <summary>What lists the accounts of every system that can be asked for them over the network.</summary>
public static class AccountListerSet
{
    public static IReadOnlyList<IAccountLister> All(TimeProvider time)
    {
        var dialer = new AccountDialer(time);
        return [new PostgresLister(dialer), new LdapLister(dialer), new ActiveDirectoryLister(dialer)];
    }
}
