using Mim.Inventory.Sql;

namespace Mim.Inventory.Copying;

/// <summary>An open store as rows, beneath its words: for copying it whole.</summary>
internal interface IRowStore
{
    /// <summary>Connections that read.</summary>
    IConnectionSource Rows { get; }

    /// <summary>Runs <paramref name="work"/> in one write transaction, while no one else writes.</summary>
    T Change<T>(Func<Database, T> work, CancellationToken cancellationToken);
}
