using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.ActiveDirectory;
using Mim.Delivery.Accounts.Ldap;
using Mim.Delivery.Accounts.MariaDb;
using Mim.Delivery.Accounts.Postgres;
using Mim.Delivery.Accounts.Redis;

namespace Mim.Delivery;

/// <summary>The rotators of every system that is reached over the network.</summary>
public static class AccountRotatorSet
{
    public static IReadOnlyList<IAccountRotator> All(TimeProvider time)
    {
        var dialer = new AccountDialer(time);
        return
        [
            new PostgresRotator(dialer), new MariaDbRotator(dialer), new RedisRotator(dialer), new LdapRotator(dialer),
            new ActiveDirectoryRotator(dialer),
        ];
    }
}
