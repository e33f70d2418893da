using System.Text.RegularExpressions;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Copying;

/// <summary>The tables of the schema, read from the migrations that make them: parents stand before their children.</summary>
internal static partial class StoreSchema
{
    /// <summary>What the store itself is, which a copy writes last.</summary>
    public const string StoreTable = "store";

    public static IReadOnlyList<TableShape> Tables { get; } =
        [.. Read(string.Join('\n', Migration.All.Select(migration => migration.Sql))).Where(table => table.Name != StoreTable)];

    /// <summary>The tables that migrations make, with the columns that later ones add.</summary>
    public static IEnumerable<TableShape> Read(string sql)
    {
        var plain = Comment().Replace(sql, string.Empty);
        var added = AddedColumn().Matches(plain).ToLookup(match => match.Groups["table"].Value, match => ColumnOf(match));
        return Table().Matches(plain).Select(table => Shape(table, added[table.Groups["name"].Value]));
    }

    private static TableShape Shape(Match table, IEnumerable<Column> added)
    {
        var name = table.Groups["name"].Value;
        var lines = table.Groups["body"].Value.Split('\n').Select(line => line.Trim().TrimEnd(',')).Where(line => line.Length > 0).ToList();
        var columns = new List<Column>();
        var key = new List<string>();
        int? parent = null;
        foreach (var line in lines)
        {
            if (TableKey().Match(line) is { Success: true } composite)
            {
                key.AddRange(composite.Groups["columns"].Value.Split(',', StringSplitOptions.TrimEntries));
            }
            else if (ColumnLine().Match(line) is { Success: true } column)
            {
                parent = line.Contains($"REFERENCES {name} ", StringComparison.Ordinal) ? columns.Count : parent;
                columns.Add(ColumnOf(column));
                if (line.Contains("PRIMARY KEY", StringComparison.Ordinal))
                {
                    key.Add(columns[^1].Name);
                }
            }
        }

        columns.AddRange(added);
        return new TableShape(name, columns, [.. key.Select(column => columns.FindIndex(c => c.Name == column))], parent);
    }

    private static Column ColumnOf(Match column) => new(column.Groups["name"].Value, TypeOf(column.Groups["type"].Value));

    private static ColumnType TypeOf(string type) => type switch
    {
        "uuid" => ColumnType.Id,
        "bytea" => ColumnType.Bytes,
        "text" => ColumnType.Text,
        _ => ColumnType.Number,
    };

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"CREATE TABLE (?<name>\w+) \((?<body>.*?)\n\)", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"^PRIMARY KEY \((?<columns>[^)]*)\)")]
    private static partial Regex TableKey();

    [GeneratedRegex(@"ALTER TABLE (?<table>\w+) ADD COLUMN (?<name>\w+) (?<type>\w+)")]
    private static partial Regex AddedColumn();

    [GeneratedRegex(@"^(?<name>[a-z_]+) (?<type>smallint|integer|bigint|text|uuid|bytea)\b")]
    private static partial Regex ColumnLine();
}
