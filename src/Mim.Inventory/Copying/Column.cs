namespace Mim.Inventory.Copying;

internal sealed record Column(string Name, ColumnType Type);
