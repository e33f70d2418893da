namespace Mim.Inventory.Sql;

/// <summary>One connection. Used by one thread at a time.</summary>
internal abstract class Database : IDisposable
{
    /// <summary>Where the store is, for messages.</summary>
    public abstract string Location { get; }

    /// <summary>
    /// A statement that stays prepared: for the constants of this assembly, which are told apart by reference because hashing
    /// them would cost as much as half a row.
    /// </summary>
    public abstract Statement Prepared(string sql);

    /// <summary>One row of an insert, to be given its values and sent.</summary>
    public abstract Statement Row(RowInsert insert);

    /// <summary>A statement for one use: for texts put together from a query.</summary>
    public abstract Statement Prepare(string sql);

    /// <summary>Lets several reads see one state until disposed; within a transaction they do anyway.</summary>
    public abstract IDisposable Snapshot();

    /// <summary>Stops what runs on this connection when cancelled, until disposed; it ends as a cancelled operation.</summary>
    public abstract IDisposable InterruptOn(CancellationToken cancellationToken);

    public abstract void Dispose();
}
