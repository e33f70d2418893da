using Mim.Core;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Copying;

/// <summary>The store that a copy fills. It says that it is unfinished until the copy has ended, and opens for nothing else.</summary>
internal sealed class CopyGoal(IRowStore goal, string location)
{
    private const string Facts = "SELECT id, created_at, copy_of FROM store";

    /// <summary>Makes sure that nothing is lost by copying, and marks the store as unfinished.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.StoreExists"/>: it holds something else; <see cref="MimErrorCause.InvalidArgument"/>: it is the
    /// source itself.
    /// </exception>
    public void Begin(IRowStore source, CancellationToken cancellationToken)
    {
        var (id, _, _) = source.Rows.Read(Read, cancellationToken);
        goal.Change(
            database =>
            {
                if (!MayFill(database, id, source, cancellationToken))
                {
                    throw new MimException(
                        MimErrorCause.StoreExists,
                        $"There is another store at '{location}', or one that went on by itself after it was copied: it would be lost.",
                        location);
                }

                Mark(database, id);
                return true;
            },
            cancellationToken);
        if (source.Rows.Read(Read, cancellationToken).CopyOf is null)
        {
            return;
        }

        // One store has many addresses; this way it cannot be filled from itself.
        goal.Change(
            database =>
            {
                Mark(database, null);
                return true;
            },
            CancellationToken.None);
        throw new MimException(MimErrorCause.InvalidArgument, $"'{location}' is the store itself; name another place for its copy.", location);
    }

    /// <summary>Makes the copy the store that it is a copy of.</summary>
    /// <param name="source">A connection to the source, on which nobody else writes.</param>
    public void End(Database source)
    {
        var (id, createdAt, _) = Read(source);
        goal.Change(
            database =>
            {
                database.Prepared("UPDATE store SET id = ?, created_at = ?, copy_of = NULL").Add(id).Add(createdAt).Send();
                return true;
            },
            CancellationToken.None);
    }

    private static void Mark(Database database, Guid? copyOf) => database.Prepared("UPDATE store SET copy_of = ?").Add(copyOf).Send();

    private static bool MayFill(Database database, Guid source, IRowStore from, CancellationToken cancellationToken)
    {
        var (id, _, copyOf) = Read(database);
        if (copyOf is not null)
        {
            return copyOf == source;
        }

        var head = StoreHead.Read(database);
        return head.Sequence == 0 || (id == source && from.Rows.Read(head.IsPastOf, cancellationToken));
    }

    private static (Guid Id, long CreatedAt, Guid? CopyOf) Read(Database database)
    {
        using var statement = database.Prepare(Facts);
        return statement.Step()
            ? (statement.Guid(), statement.Long(), statement.GuidOrNull())
            : throw new MimException(MimErrorCause.StoreDamaged, $"The store '{database.Location}' does not say what it is.", database.Location);
    }
}
