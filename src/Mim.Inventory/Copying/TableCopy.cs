using Mim.Inventory.Sql;

namespace Mim.Inventory.Copying;

/// <summary>One table of a copy, brought to what the source holds by walking both in the order of their keys.</summary>
/// <param name="table">The table.</param>
/// <param name="source">A connection that sees one state of the source.</param>
/// <param name="destination">What is copied to.</param>
/// <param name="walked">Told how many rows of the source were read.</param>
/// <param name="cancellationToken">Ends the walk between two pages.</param>
internal sealed class TableCopy(TableShape table, Database source, IRowStore destination, Action<int> walked, CancellationToken cancellationToken)
{
    /// <summary>Rows read at once.</summary>
    private const int PageSize = 512;

    /// <summary>Rows written in one transaction.</summary>
    private const int BatchSize = 4096;

    /// <summary>Removes the rows that the source does not have (any more); returns how many.</summary>
    public long Remove() => Write(
        Pairs().Where(pair => pair.Source is null).Select(pair => pair.Destination!),
        database => database.Prepared(table.Delete),
        table.AddKey);

    /// <summary>Writes the rows that are missing or differ; returns how many.</summary>
    public long Put()
    {
        var isAhead = false;
        var written = Write(Changed().Select(WithoutLaterParent), Upsert, table.AddRow);
        return isAhead ? written + Write(Changed(), Upsert, table.AddRow) : written;

        // A row may refer to one of the same table that comes after it: it gets its parent when all are there.
        object?[] WithoutLaterParent(object?[] row)
        {
            if (table.Parent is not { } parent || row[parent] is not Guid id || id.CompareTo((Guid)row[table.Key[0]]!) < 0)
            {
                return row;
            }

            isAhead = true;
            var orphan = (object?[])row.Clone();
            orphan[parent] = null;
            return orphan;
        }
    }

    private Statement Upsert(Database database) => database.Row(table.Upsert);

    private IEnumerable<object?[]> Changed() => Pairs()
        .Where(pair => pair.Source is not null && (pair.Destination is null || !RowOrder.Same(pair.Source, pair.Destination)))
        .Select(pair => pair.Source!);

    private long Write(IEnumerable<object?[]> rows, Func<Database, Statement> start, Action<Statement, object?[]> bind)
    {
        long written = 0;
        foreach (var batch in rows.Chunk(BatchSize))
        {
            written += destination.Change(
                database =>
                {
                    foreach (var row in batch)
                    {
                        var statement = start(database);
                        bind(statement, row);
                        statement.Send();
                    }

                    return batch.Length;
                },
                cancellationToken);
        }

        return written;
    }

    /// <summary>Rows with the same key side by side, or one alone.</summary>
    private IEnumerable<(object?[]? Source, object?[]? Destination)> Pairs()
    {
        using var ours = Walk(PageOfSource).GetEnumerator();
        using var theirs = Walk((last, size) => destination.Rows.Read(database => table.Page(database, last, size), cancellationToken)).GetEnumerator();
        var hasOurs = ours.MoveNext();
        var hasTheirs = theirs.MoveNext();
        while (hasOurs || hasTheirs)
        {
            var order = !hasOurs ? 1 : !hasTheirs ? -1 : RowOrder.CompareKeys(table, ours.Current, theirs.Current);
            yield return (order <= 0 ? ours.Current : null, order >= 0 ? theirs.Current : null);
            hasOurs = order > 0 ? hasOurs : ours.MoveNext();
            hasTheirs = order < 0 ? hasTheirs : theirs.MoveNext();
        }
    }

    private IReadOnlyList<object?[]> PageOfSource(object?[]? last, int size)
    {
        var page = table.Page(source, last, size);
        walked(page.Count);
        return page;
    }

    private IEnumerable<object?[]> Walk(Func<object?[]?, int, IReadOnlyList<object?[]>> pageAfter)
    {
        IReadOnlyList<object?[]> page = [];
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            page = pageAfter(page.Count == 0 ? null : page[^1], PageSize);
            foreach (var row in page)
            {
                yield return row;
            }
        }
        while (page.Count == PageSize);
    }
}
