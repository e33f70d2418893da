using Mim.Inventory.Sql;

namespace Mim.Inventory.Sqlite;

/// <summary>One value of a row that waits: null, a number, an id, a text or bytes.</summary>
internal readonly record struct RowValue(object? Reference, Guid Id, long Number, bool HasId, bool HasNumber)
{
    public static RowValue Of(long? value) => new(null, default, value ?? 0, HasId: false, HasNumber: value is not null);

    public static RowValue Of(Guid? value) => new(null, value ?? default, 0, HasId: value is not null, HasNumber: false);

    /// <param name="value">A text or bytes, which nobody changes any more.</param>
    public static RowValue Of(object? value) => new(value, default, 0, HasId: false, HasNumber: false);

    public void AddTo(Statement statement) => _ = this switch
    {
        { HasNumber: true } => statement.Add(Number),
        { HasId: true } => statement.Add(Id),
        { Reference: string text } => statement.Add(text),
        _ => statement.Add((byte[]?)Reference),
    };
}
