namespace Mim.Inventory.Sql;

/// <summary>A parameter of a statement put together from a query.</summary>
internal readonly record struct SqlValue
{
    private readonly object _value;

    private SqlValue(object value) => _value = value;

    public static implicit operator SqlValue(string value) => new(value);

    public static implicit operator SqlValue(byte[] value) => new(value);

    public static implicit operator SqlValue(long value) => new(value);

    public static implicit operator SqlValue(Guid value) => new(value);

    public static implicit operator SqlValue(DateTimeOffset value) => new(value);

    public static SqlValue ListOf(IEnumerable<Guid> ids) => new(ids as IReadOnlyList<Guid> ?? [.. ids]);

    public static SqlValue ListOf(IEnumerable<string> texts) => new(texts as IReadOnlyList<string> ?? [.. texts]);

    public static SqlValue ListOf(IEnumerable<byte[]> digests) => new(digests as IReadOnlyList<byte[]> ?? [.. digests]);

    public void AddTo(Statement statement) => _ = _value switch
    {
        string text => statement.Add(text),
        byte[] bytes => statement.Add(bytes),
        long number => statement.Add(number),
        Guid id => statement.Add(id),
        DateTimeOffset time => statement.Add(time),
        IReadOnlyList<Guid> ids => statement.AddList(ids),
        IReadOnlyList<byte[]> digests => statement.AddList(digests),
        IReadOnlyList<string> texts => statement.AddList(texts),
        _ => throw new InvalidOperationException("A parameter was never given."),
    };
}
