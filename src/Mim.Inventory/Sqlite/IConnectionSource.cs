namespace Mim.Inventory.Sqlite;

/// <summary>Where a store gets its connection from: a pool of readers, or the one of a transaction.</summary>
internal interface IConnectionSource
{
    Lent Lend();

    void TakeBack(Database database);
}
