using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.MariaDb;
using Mim.Delivery.Accounts.Postgres;
using Mim.Delivery.Accounts.RabbitMq;
using Mim.Delivery.Accounts.Redis;

namespace Mim.Delivery;

/// <summary>The rotators of every system that is reached over the network. Those that keep connections are disposable.</summary>
public static class AccountRotatorSet
{
    public static IReadOnlyList<IAccountRotator> All(TimeProvider time)
    {
        var dialer = new AccountDialer(time);
        return [new PostgresRotator(dialer, time), new MariaDbRotator(dialer), new RedisRotator(dialer), new RabbitMqRotator(dialer)];
    }
}
