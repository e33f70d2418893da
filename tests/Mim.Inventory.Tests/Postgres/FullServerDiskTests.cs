using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Inventory.Tests.Postgres;

/// <summary>A server whose disk is full: a clear error, nothing lost, and the same inventory goes on once there is room.</summary>
public sealed class FullServerDiskTests : IDisposable
{
    /// <summary>Kilobytes: an empty database takes half of it.</summary>
    private const int Size = 16 * 1024;
    private const int Group = 100;

    private static readonly CancellationToken None = CancellationToken.None;
    private readonly Lazy<SmallDisk> _disk = new(() => new SmallDisk(Size));
    private readonly Lazy<PostgresServer> _server = new(() => new PostgresServer());

    public void Dispose()
    {
        if (_server.IsValueCreated)
        {
            _server.Value.Dispose();
        }

        if (_disk.IsValueCreated)
        {
            _disk.Value.Dispose();
        }
    }

    [SmallServerDiskFact]
    public void What_was_committed_stays_and_work_goes_on_once_there_is_room()
    {
        using var inventory = new PostgresStoreFactory(TimeProvider.System).Open(NewDatabase(), create: true, None);
        inventory.Add(Identities(0));
        _disk.Value.Fill();

        var stored = FillUp(inventory, Group);

        AssertHolds(inventory, stored);
        _disk.Value.Free();
        inventory.Add(Identities(stored));
        AssertHolds(inventory, stored + Group);
    }

    [SmallServerDiskFact]
    public void A_store_cannot_be_made_where_there_is_no_room()
    {
        var location = NewDatabase();
        _disk.Value.Fill();

        var error = Assert.Throws<MimException>(() => new PostgresStoreFactory(TimeProvider.System).Open(location, create: true, None));

        Assert.Equal(MimErrorCause.StoreFull, error.Cause);
        _disk.Value.Free();
        using var inventory = new PostgresStoreFactory(TimeProvider.System).Open(location, create: true, None);
        inventory.Add(Identities(0));
        AssertHolds(inventory, Group);
    }

    /// <summary>A database on the small disk. The server writes a file of its own there for the first connection.</summary>
    private string NewDatabase()
    {
        var location = _server.Value.NewDatabase(_disk.Value.Path);
        _server.Value.Execute(PostgresServer.NameOf(location), "SELECT 1");
        return location;
    }

    /// <summary>Adds until the disk is full, which pages that have room put off; gives how many are stored.</summary>
    private static int FillUp(IInventory inventory, int stored)
    {
        var error = Assert.Throws<MimException>(() =>
        {
            for (; stored < 100_000; stored += Group)
            {
                inventory.Write(
                    transaction =>
                    {
                        Array.ForEach(Identities(stored), transaction.Identities.AddFree);
                        return true;
                    },
                    None);
            }
        });
        Assert.Equal(MimErrorCause.StoreFull, error.Cause);
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
        return stored;
    }

    private static MachineIdentity[] Identities(int first) =>
        [.. Enumerable.Range(first, Group).Select(number => Sample.Identity($"host {number}"))];

    private static void AssertHolds(IInventory inventory, int count)
    {
        Assert.Equal(count, inventory.Identities.Count(new IdentityQuery(), None));
        Assert.All(((IStoreMaintenance)inventory).Check(None), check => Assert.True(check.Passed, check.Detail));
    }
}
