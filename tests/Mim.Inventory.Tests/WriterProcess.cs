using Mim.Core.Ports;
using Mim.Core.Stores;
using Mim.Testing;

namespace Mim.Inventory.Tests;

/// <summary>This assembly run as a program: one of many processes that write to one store.</summary>
internal static class WriterProcess
{
    /// <param name="arguments">The store, a name, and how many identities to add, each in a transaction of its own.</param>
    public static int Main(string[] arguments)
    {
        using var inventory = FactoryOf(arguments[0]).Open(arguments[0], create: true, CancellationToken.None);
        for (var i = 0; i < int.Parse(arguments[2], null); i++)
        {
            inventory.Add(Sample.Identity($"{arguments[1]}-{i}"));
        }

        return 0;
    }

    public static IStoreFactory FactoryOf(string location) => StoreAddress.IsConnectionString(location)
        ? new PostgresStoreFactory(TimeProvider.System)
        : new SqliteStoreFactory(TimeProvider.System);
}
