namespace Mim.Inventory.Tests.Stores;

/// <summary>How an engine answers a query.</summary>
internal sealed record QueryPlan(string Sql, IReadOnlyList<PlanStep> Steps);
