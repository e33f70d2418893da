namespace Mim.Inventory.Sql;

/// <summary>Where a store gets its connection from: a pool of readers, or the one of a transaction.</summary>
internal interface IConnectionSource
{
    SqlDialect Dialect { get; }

    /// <summary>The connection of the transaction, for what changes something.</summary>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    Database Writing { get; }

    /// <summary>Lends a connection to <paramref name="read"/>, which may be run again where a connection was lost.</summary>
    T Read<T>(Func<Database, T> read, CancellationToken cancellationToken = default);
}
