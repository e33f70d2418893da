namespace Mim.Testing.Programs;

/// <summary>Marks a suite that runs on a PostgreSQL server; skipped, saying so, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresPostgresAttribute : Attribute;
