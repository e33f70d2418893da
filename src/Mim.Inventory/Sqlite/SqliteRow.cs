using Mim.Core;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Sqlite;

/// <summary>One row of an insert that is collected with others. It gives no rows back.</summary>
internal sealed class SqliteRow(SqliteDatabase database, SqliteStatement insert, RowQueue queue) : Statement(database)
{
    private readonly RowGroup _group = queue.Begin();

    public override Statement Restart() => throw NotRead();

    public override Statement Add(long? value) => Add(RowValue.Of(value));

    public override Statement Add(Guid? value) => Add(RowValue.Of(value));

    public override Statement Add(byte[]? value) => Add(RowValue.Of(value));

    public override Statement Add(string? value) => Add(RowValue.Of(value));

    public override Statement AddList(IReadOnlyList<Guid> ids) => throw NotRead();

    public override Statement AddList(IReadOnlyList<byte[]> digests) => throw NotRead();

    public override Statement AddList(IReadOnlyList<string> texts) => throw NotRead();

    public override bool Step() => throw NotRead();

    public override int Run() => throw NotRead();

    public override void Send() => queue.End(insert, null);

    public override void Send<T>(T row, Func<T, MimException> taken) => queue.End(insert, () => taken(row));

    public override long Long() => throw NotRead();

    public override bool SkipNull() => throw NotRead();

    public override Guid? GuidOrNull() => throw NotRead();

    public override string? TextOrNull() => throw NotRead();

    public override byte[]? BlobOrNull() => throw NotRead();

    public override string? HexOrNull() => throw NotRead();

    public override void Dispose()
    {
    }

    private static InvalidOperationException NotRead() => new("A row that is inserted with others takes values and is sent, nothing else.");

    private SqliteRow Add(RowValue value)
    {
        _group.Add(value);
        return this;
    }
}
