namespace Mim.Inventory.Sqlite;

/// <summary>A connection on loan; disposing gives it back.</summary>
internal readonly struct Lent(IConnectionSource source, Database database) : IDisposable
{
    public Database Database => database;

    public void Dispose() => source.TakeBack(database);
}
