namespace Mim.Inventory.Copying;

/// <summary>The portable types of the schema, as the values that carry them.</summary>
internal enum ColumnType
{
    /// <summary><c>smallint</c>, <c>integer</c>, <c>bigint</c>: a long.</summary>
    Number,

    /// <summary><c>text</c>: a string.</summary>
    Text,

    /// <summary><c>uuid</c>: a Guid.</summary>
    Id,

    /// <summary><c>bytea</c>: bytes.</summary>
    Bytes,
}
