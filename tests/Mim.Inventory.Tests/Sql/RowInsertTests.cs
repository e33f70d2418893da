using Mim.Inventory.Postgres;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Tests.Sql;

public sealed class RowInsertTests
{
    [Fact]
    public void Rows_that_have_to_be_new_fail_on_a_key_that_is_there()
    {
        var insert = new RowInsert("tag", "name, id");

        Assert.Equal("INSERT INTO tag (name, id) VALUES (?, ?)", insert.OneRow);
        Assert.Equal("INSERT INTO tag (name, id) SELECT * FROM unnest($1, $2)", RowTexts.Of(insert).Sql);
    }

    [Fact]
    public void Rows_with_a_key_replace_what_is_there_with_what_came_last()
    {
        var insert = new RowInsert("tag", "name, id", key: "name");

        Assert.Equal("INSERT INTO tag (name, id) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET id = excluded.id", insert.OneRow);
        Assert.Equal(
            "INSERT INTO tag (name, id) SELECT DISTINCT ON (name) name, id FROM unnest($1, $2) WITH ORDINALITY AS come (name, id, place) " +
            "ORDER BY name, place DESC ON CONFLICT (name) DO UPDATE SET id = excluded.id",
            RowTexts.Of(insert).Sql);
    }

    [Fact]
    public void Rows_that_are_all_key_stay_as_they_are() => Assert.Equal(
        "INSERT INTO tag (name, id) VALUES (?, ?) ON CONFLICT (name, id) DO NOTHING", new RowInsert("tag", "name, id", key: "name, id").OneRow);
}
