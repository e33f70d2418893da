using Mim.Inventory.Sql;

namespace Mim.Inventory.Copying;

/// <summary>The last act of a store. Nothing changes without one, so equal heads are equal stores.</summary>
internal sealed record StoreHead(long Sequence, string Hash)
{
    private const string Newest = "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1";

    public static StoreHead Read(Database database)
    {
        using var statement = database.Prepare(Newest);
        return statement.Step() ? new StoreHead(statement.Long(), statement.Hex()) : new StoreHead(0, string.Empty);
    }

    /// <summary>Whether a store has been in this state: its chain goes on from here.</summary>
    public bool IsPastOf(Database database)
    {
        using var statement = database.Prepare("SELECT hash FROM audit WHERE sequence = ?").Add(Sequence);
        return Sequence == 0 || (statement.Step() && statement.Hex() == Hash);
    }
}
