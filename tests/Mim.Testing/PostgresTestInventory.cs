using System.Globalization;
using Mim.Core.Ports;
using Mim.Inventory;
using Mim.Testing.Programs;

namespace Mim.Testing;

/// <summary>A fresh store in a schema of its own on the PostgreSQL that tests share.</summary>
public sealed class PostgresTestInventory : ITestStore
{
    private static readonly Lazy<string> _database = new(PostgresServer.Shared.NewDatabase);
    private static int _schemas;

    private PostgresTestInventory(TimeProvider time)
    {
        Location = NewLocation();
        Factory = new PostgresStoreFactory(time);
        Inventory = Factory.Open(Location, create: true, CancellationToken.None);
    }

    public IStoreFactory Factory { get; }

    public IInventory Inventory { get; private set; }

    /// <summary>A connection string.</summary>
    public string Location { get; }

    public static PostgresTestInventory Create(TimeProvider? time = null) => new(time ?? TimeProvider.System);

    /// <summary>A schema of the shared database that nobody has used.</summary>
    public static string NewLocation() => string.Create(
        CultureInfo.InvariantCulture, $"{_database.Value};Search Path=store{Interlocked.Increment(ref _schemas)}");

    public IInventory Reopen()
    {
        Inventory.Dispose();
        return Inventory = Factory.Open(Location, create: false, CancellationToken.None);
    }

    public void Dispose() => Inventory.Dispose();
}
