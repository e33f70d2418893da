using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.ActiveDirectory;
using Mim.Delivery.Accounts.Ldap;
using Mim.Delivery.Accounts.Linux;
using Mim.Delivery.Accounts.MariaDb;
using Mim.Delivery.Accounts.Postgres;
using Mim.Delivery.Accounts.RabbitMq;
using Mim.Delivery.Accounts.Redis;
using Mim.Delivery.Accounts.Scripts;
using Mim.Delivery.Accounts.Windows;

namespace Mim.Delivery;

/// <summary>The rotators of every system. Those that keep connections are disposable.</summary>
public static class AccountRotatorSet
{
    /// <summary>The one whose work scripts do.</summary>
    /// <param name="session">Where they run.</param>
    public static IAccountRotator ByScripts(ScriptSession session) => new ScriptRotator(session);

    /// <summary>The one of the accounts that this machine's Windows keeps itself.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="logOns">What logs on as them.</param>
    /// <param name="services">Restarts services.</param>
    /// <param name="changes">Notes what is under way.</param>
    public static IAccountRotator OfWindows(
        IWindowsAccounts accounts, IWindowsLogOns logOns, IWindowsServices services, IWindowsChanges changes) =>
        new WindowsRotator(accounts, logOns, services, changes);

    /// <summary>Those of one Linux machine's own accounts.</summary>
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
