using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.Postgres;

namespace Mim.Delivery;

/// <summary>What lists the accounts of every system that can be asked for them over the network.</summary>
public static class AccountListerSet
{
    public static IReadOnlyList<IAccountLister> All(TimeProvider time) => [new PostgresLister(new AccountDialer(time))];
}
