namespace Mim.Inventory.Sql;

/// <summary>Lends the one connection of a transaction for as long as it lasts.</summary>
internal sealed class TransactionSource(Database database, SqlDialect dialect) : IConnectionSource
{
    private bool _ended;

    public SqlDialect Dialect => dialect;

    public Database Writing => _ended ? throw new InvalidOperationException("The transaction has ended.") : database;

    public T Read<T>(Func<Database, T> read, CancellationToken cancellationToken = default) => read(Writing);

    public void End() => _ended = true;
}
