using Mim.Inventory.Sql;
using Mim.Inventory.Sqlite;
using Mim.Testing;
using SQLitePCL;

namespace Mim.Inventory.Tests.Stores;

/// <summary>The plans of SQLite, which chooses them by the schema alone.</summary>
public sealed class QueryPlanTests : QueryPlanSuite, IDisposable
{
    private readonly TestInventory _store = TestInventory.Create();
    private readonly TransactionSource _source;
    private readonly SqliteDatabase _database;
    private readonly List<string> _texts = [];

    public QueryPlanTests()
    {
        _store.Inventory.Add(Sample.Identity("web01"));
        _database = SqliteDatabase.Open(_store.Location);
        ConnectionSettings.ForReading(_database);
        _source = new TransactionSource(_database, SqliteDialect.Instance);
        raw.sqlite3_trace(_database.Handle, (_, sql) => _texts.Add(sql), null);
    }

    private protected override IConnectionSource Source => _source;

    public void Dispose()
    {
        _database.Dispose();
        _store.Dispose();
    }

    private protected override IReadOnlyList<QueryPlan> TakePlans()
    {
        var texts = _texts.Where(text => text.StartsWith("SELECT", StringComparison.Ordinal)).Distinct().ToList();
        var plans = texts.ConvertAll(text => new QueryPlan(text, Explain(text)));
        _texts.Clear();
        return plans;
    }

    private List<PlanStep> Explain(string sql)
    {
        using var explain = _database.Prepare($"EXPLAIN QUERY PLAN {sql}");
        List<PlanStep> steps = [];
        while (explain.Step())
        {
            _ = (explain.Int(), explain.Int(), explain.Int());
            var step = explain.Text();
            var isScan = step.StartsWith("SCAN", StringComparison.Ordinal)
                && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal)
                && !step.Contains("SCAN candidate", StringComparison.Ordinal);
            steps.Add(new PlanStep(step, isScan, step.Contains("USE TEMP B-TREE", StringComparison.Ordinal)));
        }

        return steps;
    }
}
