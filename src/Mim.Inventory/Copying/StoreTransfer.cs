using Mim.Core;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Copying;

/// <summary>
/// Copies stores row for row, whichever their engines. A round walks every table of both and writes what differs, so that an
/// interrupted copy goes on where it was and a finished one catches up. It has ended when a whole round found nothing that
/// differs and no act came after it.
/// </summary>
public sealed class StoreTransfer : IStoreTransfer
{
    /// <summary>Rounds while others write. After them they wait for one last round.</summary>
    private const int FreeRounds = 4;

    public void Copy(IInventory source, IInventory destination, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (source is not IRowStore from || destination is not IRowStore to)
        {
            throw new MimException(MimErrorCause.Unsupported, "Only the stores of this program can be copied.");
        }

        var goal = new CopyGoal(to, destination.Location);
        goal.Begin(from, cancellationToken);
        var meter = new CopyMeter(progress, from, cancellationToken);
        for (var round = 0; round < FreeRounds; round++)
        {
            var (head, changes) = from.Rows.Read(database => Round(database, to, meter, cancellationToken), cancellationToken);
            if (changes == 0 && from.Change(database => TryEnd(database, head, goal), cancellationToken))
            {
                meter.Done();
                return;
            }
        }

        from.Change(database => EndAlone(database, to, goal, meter, cancellationToken), cancellationToken);
        meter.Done();
    }

    private static (StoreHead Head, long Changes) Round(Database source, IRowStore destination, CopyMeter meter, CancellationToken cancellationToken)
    {
        using var snapshot = source.Snapshot();
        var head = StoreHead.Read(source);
        return (head, Walk(source, destination, meter, cancellationToken));
    }

    /// <summary>Children are removed before their parents, parents written before their children.</summary>
    private static long Walk(Database source, IRowStore destination, CopyMeter meter, CancellationToken cancellationToken)
    {
        var tables = StoreSchema.Tables.Select(table => new TableCopy(table, source, destination, meter.Walked, cancellationToken)).ToList();
        return tables.AsEnumerable().Reverse().Sum(table => table.Remove()) + tables.Sum(table => table.Put());
    }

    private static bool TryEnd(Database source, StoreHead head, CopyGoal goal)
    {
        var isQuiet = StoreHead.Read(source) == head;
        if (isQuiet)
        {
            goal.End(source);
        }

        return isQuiet;
    }

    private static bool EndAlone(Database source, IRowStore destination, CopyGoal goal, CopyMeter meter, CancellationToken cancellationToken)
    {
        while (Walk(source, destination, meter, cancellationToken) > 0)
        {
        }

        goal.End(source);
        return true;
    }
}
