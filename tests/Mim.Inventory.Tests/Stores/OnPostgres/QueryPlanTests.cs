using Mim.Inventory.Sql;
using Mim.Testing.Programs;

namespace Mim.Inventory.Tests.Stores.OnPostgres;

/// <summary>The plans of PostgreSQL, which chooses them by what the tables hold: filled ones, and as it really ran them.</summary>
[RequiresPostgres]
public sealed class QueryPlanTests : QueryPlanSuite, IClassFixture<FilledServer>
{
    private readonly FilledServer _server;

    public QueryPlanTests(FilledServer server)
    {
        _server = server;
        _server.TakePlans();
    }

    private protected override IConnectionSource Source => _server.Source;

    private protected override IReadOnlyList<QueryPlan> TakePlans() => _server.TakePlans();
}
