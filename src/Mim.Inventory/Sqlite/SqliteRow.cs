using Mim.Core;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Sqlite;

/// <summary>One row of an insert, which waits in the queue of its connection.</summary>
internal sealed class SqliteRow(SqliteDatabase database, SqliteStatement insert, RowQueue queue) : RowStatement(database)
{
    private readonly RowGroup _group = queue.Begin();

    public override Statement Add(long? value) => Add(RowValue.Of(value));

    public override Statement Add(Guid? value) => Add(RowValue.Of(value));

    public override Statement Add(byte[]? value) => Add(RowValue.Of(value));

    public override Statement Add(string? value) => Add(RowValue.Of(value));

    public override void Send() => queue.End(insert, null);

    public override void Send<T>(T row, Func<T, MimException> taken) => queue.End(insert, () => taken(row));

    private SqliteRow Add(RowValue value)
    {
        _group.Add(value);
        return this;
    }
}
