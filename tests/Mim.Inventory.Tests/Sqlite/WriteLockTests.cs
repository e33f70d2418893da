using Mim.Core;
using Mim.Inventory.Sql;
using Mim.Inventory.Sqlite;
using Mim.Testing;

namespace Mim.Inventory.Tests.Sqlite;

public sealed class WriteLockTests : IDisposable
{
    private readonly TestInventory _store = TestInventory.Create();

    [Fact]
    public void Patience_ends_with_an_error_that_names_the_store() => _store.Inventory.Write(_ =>
    {
        using var database = SqliteDatabase.Open(_store.Location);
        var impatient = new WriteLock(TimeProvider.System, TimeSpan.FromMilliseconds(30));

        var error = Assert.Throws<MimException>(() => impatient.Begin(database, CancellationToken.None));

        Assert.Equal(MimErrorCause.StoreLocked, error.Cause);
        Assert.Contains(_store.Location, error.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_lock_that_comes_free_is_taken()
    {
        using var database = SqliteDatabase.Open(_store.Location);
        using var begun = new ManualResetEventSlim();
        var holder = new Thread(() => _store.Inventory.Write(_ =>
        {
            begun.Set();
            Thread.Sleep(60);
        }));
        holder.Start();
        begun.Wait();

        new WriteLock(TimeProvider.System, Turn.Patience).Begin(database, CancellationToken.None);

        Assert.True(database.InTransaction);
        database.Execute("ROLLBACK");
        holder.Join();
    }

    public void Dispose() => _store.Dispose();
}
