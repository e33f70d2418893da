namespace Mim.Inventory.Sqlite;

/// <summary>A parameter of a statement put together from a query.</summary>
internal readonly record struct SqlValue
{
    private readonly string? _text;
    private readonly byte[]? _bytes;
    private readonly long? _number;

    private SqlValue(string? text, byte[]? bytes, long? number) => (_text, _bytes, _number) = (text, bytes, number);

    public static implicit operator SqlValue(string? value) => new(value, null, null);

    public static implicit operator SqlValue(byte[]? value) => new(null, value, null);

    public static implicit operator SqlValue(long value) => new(null, null, value);

    public static implicit operator SqlValue(Guid value) => new(null, value.ToByteArray(bigEndian: true), null);

    public static implicit operator SqlValue(DateTimeOffset value) => new(null, null, value.ToUnixTimeMilliseconds());

    public void AddTo(Statement statement) => _ = (_text, _bytes, _number) switch
    {
        ({ } text, _, _) => statement.Add(text),
        (_, { } bytes, _) => statement.Add(bytes),
        (_, _, { } number) => statement.Add(number),
        _ => statement.AddNull(),
    };
}
