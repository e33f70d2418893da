namespace Mim.Inventory.Sql;

/// <summary>A text and its parameters in the order of their question marks.</summary>
internal sealed record SqlQuery(string Sql, IReadOnlyList<SqlValue> Values);
