using Mim.Inventory.Copying;
using Mim.Inventory.Sql;
using Mim.Inventory.Sqlite;
using Mim.Testing;

namespace Mim.Inventory.Tests.Copying;

public sealed class StoreSchemaTests
{
    [Fact]
    public void It_is_what_the_engine_made_of_the_migrations()
    {
        using var store = TestInventory.Create();
        using var database = SqliteDatabase.Open(store.Location);
        var tables = Names(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            .Except(["migration", StoreSchema.StoreTable]);

        Assert.Equal(tables.Order(StringComparer.Ordinal), StoreSchema.Tables.Select(table => table.Name).Order(StringComparer.Ordinal));
        Assert.All(StoreSchema.Tables, table =>
        {
            Assert.Equal(Names(database, $"SELECT name FROM pragma_table_info('{table.Name}')"), table.Columns.Select(column => column.Name));
            Assert.Equal(
                Names(database, $"SELECT name FROM pragma_table_info('{table.Name}') WHERE pk > 0 ORDER BY pk"),
                table.Key.Select(index => table.Columns[index].Name));
        });
    }

    [Fact]
    public void Parents_stand_before_their_children()
    {
        using var store = TestInventory.Create();
        using var database = SqliteDatabase.Open(store.Location);
        var order = StoreSchema.Tables.Select(table => table.Name).ToList();

        Assert.All(order, name => Assert.All(
            Names(database, $"SELECT DISTINCT \"table\" FROM pragma_foreign_key_list('{name}')"),
            parent => Assert.InRange(order.IndexOf(parent), 0, order.IndexOf(name))));
    }

    private static List<string> Names(Database database, string sql)
    {
        using var statement = database.Prepare(sql);
        var names = new List<string>();
        while (statement.Step())
        {
            names.Add(statement.Text());
        }

        return names;
    }
}
