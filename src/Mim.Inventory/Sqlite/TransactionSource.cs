namespace Mim.Inventory.Sqlite;

/// <summary>Lends the one connection of a transaction for as long as it lasts.</summary>
internal sealed class TransactionSource(Database database) : IConnectionSource
{
    private bool _ended;

    public Lent Lend() => _ended
        ? throw new InvalidOperationException("The transaction has ended.")
        : new Lent(this, database);

    public void TakeBack(Database database)
    {
    }

    public void End() => _ended = true;
}
