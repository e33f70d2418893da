namespace Mim.Inventory.Sql;

/// <summary>A row on its way into a table with others: it takes values and is sent, nothing else.</summary>
internal abstract class RowStatement(Database database) : Statement(database)
{
    public sealed override Statement Restart() => throw NotRead();

    public sealed override Statement AddList(IReadOnlyList<Guid> ids) => throw NotRead();

    public sealed override Statement AddList(IReadOnlyList<byte[]> digests) => throw NotRead();

    public sealed override Statement AddList(IReadOnlyList<string> texts) => throw NotRead();

    public sealed override bool Step() => throw NotRead();

    public sealed override int Run() => throw NotRead();

    public sealed override long Long() => throw NotRead();

    public sealed override bool SkipNull() => throw NotRead();

    public sealed override Guid? GuidOrNull() => throw NotRead();

    public sealed override string? TextOrNull() => throw NotRead();

    public sealed override byte[]? BlobOrNull() => throw NotRead();

    public sealed override string? HexOrNull() => throw NotRead();

    public sealed override void Dispose()
    {
    }

    private static InvalidOperationException NotRead() => new("A row that is inserted with others takes values and is sent, nothing else.");
}
