using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.ActiveDirectory;
using Mim.Delivery.Accounts.Ldap;
using Mim.Delivery.Accounts.Linux;
using Mim.Delivery.Accounts.MariaDb;
using Mim.Delivery.Accounts.Postgres;
using Mim.Delivery.Accounts.RabbitMq;
using Mim.Delivery.Accounts.Redis;

namespace Mim.Delivery;

/// <summary>The rotators of every system. Those that keep connections are disposable.</summary>
public static class AccountRotatorSet
{
    /// <summary>Those of one machine's own accounts.</summary>
    /// <param name="commands">Runs programs there.</param>
    public static IReadOnlyList<IAccountRotator> OfMachine(ICommandRunner commands) => [new LinuxRotator(commands)];

    /// <summary>Those of every system that is reached over the network.</summary>
    public static IReadOnlyList<IAccountRotator> All(TimeProvider time)
    {
        var dialer = new AccountDialer(time);
        return
        [
            new PostgresRotator(dialer, time), new MariaDbRotator(dialer), new RedisRotator(dialer), new RabbitMqRotator(dialer),
            new LdapRotator(dialer), new ActiveDirectoryRotator(dialer),
        ];
    }
}
