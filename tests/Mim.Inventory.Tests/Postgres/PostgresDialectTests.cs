using System.Text.RegularExpressions;
using Mim.Inventory.Postgres;
using Mim.Inventory.Sql;
using Mim.Inventory.Tests.Sql;
using Mim.Testing.Programs;

namespace Mim.Inventory.Tests.Postgres;

public sealed class PostgresDialectTests
{
    private const int Cases = 3000;

    [RequiresPostgresFact]
    public void The_engine_agrees_with_a_regular_expression()
    {
        var random = new Random(77);
        using var pool = new PostgresPool(ConnectionOptions.Parse(PostgresServer.Shared.ConnectionString("postgres")), TimeProvider.System);
        pool.Read(database =>
        {
            for (var i = 0; i < Cases; i++)
            {
                var (pattern, regex) = RandomWildcard.Pattern(random);
                var name = RandomWildcard.Name(random);
                var match = PostgresDialect.Instance.Matches("name", WildcardPattern.Parse(pattern));
                using var statement = database.Prepare(
                    $"SELECT CASE WHEN {match.Sql} THEN 1 ELSE 0 END FROM (SELECT CAST(? AS text) COLLATE \"C\" AS name) named");
                statement.Add(match.Values).Add(name).Step();
                Assert.True(Regex.IsMatch(name, regex, RegexOptions.Singleline) == statement.Bool(), $"'{name}' like '{pattern}' ({match})");
            }

            return true;
        });
    }
}
