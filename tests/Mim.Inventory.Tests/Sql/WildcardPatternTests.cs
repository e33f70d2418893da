using System.Text.RegularExpressions;
using Mim.Core;
using Mim.Inventory.Sql;
using Mim.Inventory.Sqlite;
using Mim.Testing;

namespace Mim.Inventory.Tests.Sql;

public sealed class WildcardPatternTests : IDisposable
{
    private const int Cases = 4000;
    private readonly TestInventory _store = TestInventory.Create();
    private readonly SqliteDatabase _database;

    public WildcardPatternTests() => _database = SqliteDatabase.Open(_store.Location);

    [Theory]
    [InlineData("Web01", "web01", true)]
    [InlineData("Web*", "web", false)]
    [InlineData("a`*b", "a*b", true)]
    [InlineData("a[1", "a[1", true)]
    [InlineData("*", "", false)]
    public void The_literal_beginning_is_known(string pattern, string prefix, bool isExact)
    {
        var parsed = WildcardPattern.Parse(pattern);

        Assert.Equal(prefix, parsed.Prefix);
        Assert.Equal(isExact, parsed.IsExact);
    }

    [Theory]
    [InlineData("web", "wec")]
    [InlineData("a\uD7FF", "a\uE000")]
    [InlineData("a\U0010FFFF", "b")]
    [InlineData("\U0010FFFF", null)]
    public void The_end_of_a_beginning_is_the_next_text_after_it(string pattern, string? end) =>
        Assert.Equal(end, WildcardPattern.Parse(pattern).PrefixEnd);

    [Fact]
    public void A_pattern_too_long_is_refused() =>
        Assert.Equal(MimErrorCause.InvalidArgument, Assert.Throws<MimException>(() => WildcardPattern.Parse(new string('*', 2000))).Cause);

    [Fact]
    public void The_engine_agrees_with_a_regular_expression()
    {
        var random = new Random(77);
        for (var i = 0; i < Cases; i++)
        {
            var (pattern, regex) = RandomWildcard.Pattern(random);
            var name = RandomWildcard.Name(random);
            var parsed = WildcardPattern.Parse(pattern);
            using var statement = _database.Prepare("SELECT ? GLOB ?, ? >= ? AND ? < ?");
            statement.Add(name).Add(parsed.Glob).Add(name).Add(parsed.Prefix).Add(name).Add(parsed.PrefixEnd ?? "\U0010FFFF").Step();

            var matches = statement.Bool();
            Assert.True(Regex.IsMatch(name, regex, RegexOptions.Singleline) == matches, $"'{name}' like '{pattern}' ({parsed.Glob}): {matches}");
            Assert.True(!matches || statement.Bool(), $"'{name}' like '{pattern}' lies outside of its range");
        }
    }

    public void Dispose()
    {
        _database.Dispose();
        _store.Dispose();
    }
}
