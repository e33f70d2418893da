using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

/// <summary>Reading shared by all stores. Every list is read a page at a time and its connection given back in between.</summary>
internal abstract class Table(IConnectionSource source)
{
    /// <summary>Rows a page: enough to make the cost of a page small beside that of its rows.</summary>
    protected const int PageSize = 512;

    /// <summary>Rows of the first page: where few match, the first of them must not wait for hundreds. Later pages grow.</summary>
    private const int FirstPage = 32;
    private const int Growth = 4;

    protected IConnectionSource Source => source;

    protected SqlDialect Dialect => source.Dialect;

    /// <summary>The first row, or nothing.</summary>
    protected T? One<T>(string sql, IReadOnlyList<SqlValue> values, Func<Statement, T> read) => source.Read(database =>
    {
        var statement = database.Prepared(sql).Add(values);
        try
        {
            return statement.Step() ? read(statement) : default;
        }
        finally
        {
            statement.Restart();
        }
    });

    /// <summary>All rows of a list known to be short.</summary>
    protected List<T> All<T>(string sql, IReadOnlyList<SqlValue> values, Func<Statement, T> read) =>
        source.Read(database => All(database, sql, values, read));

    /// <summary>As the other, on a connection that was lent for several reads.</summary>
    protected static List<T> All<T>(Database database, string sql, IReadOnlyList<SqlValue> values, Func<Statement, T> read) =>
        ReadAll(database.Prepared(sql).Add(values), read);

    /// <summary>All rows of a query put together at run time.</summary>
    protected List<T> Page<T>(SqlQuery query, Func<Statement, T> read, CancellationToken cancellationToken) => source.Read(
        database =>
        {
            using var interrupt = database.InterruptOn(cancellationToken);
            using var statement = database.Prepare(query.Sql);
            return ReadAll(statement.Add(query.Values), read);
        },
        cancellationToken);

    /// <summary>A list by keyset: <paramref name="after"/> makes the query of the page that follows a row.</summary>
    protected IEnumerable<T> Pages<T>(
        Func<T?, int, SqlQuery> after,
        Func<Statement, T> read,
        int? first,
        CancellationToken cancellationToken,
        int pageSize = PageSize)
        where T : class
    {
        T? last = null;
        var left = first ?? int.MaxValue;
        var room = Math.Min(FirstPage, pageSize);
        while (left > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var size = Math.Min(room, left);
            var page = Page(after(last, size), read, cancellationToken);
            foreach (var item in page)
            {
                yield return item;
            }

            if (page.Count < size)
            {
                yield break;
            }

            last = page[^1];
            left -= page.Count;
            room = Math.Min(room * Growth, pageSize);
        }
    }

    /// <summary>A statement that changes something, on the transaction's own connection.</summary>
    protected Statement Command(string sql) => source.Writing.Prepared(sql);

    /// <summary>A row to be inserted; it may wait for others.</summary>
    protected Statement Row(RowInsert insert) => source.Writing.Row(insert);

    private static List<T> ReadAll<T>(Statement statement, Func<Statement, T> read)
    {
        try
        {
            var rows = new List<T>();
            while (statement.Step())
            {
                rows.Add(read(statement));
            }

            return rows;
        }
        finally
        {
            statement.Restart();
        }
    }
}
