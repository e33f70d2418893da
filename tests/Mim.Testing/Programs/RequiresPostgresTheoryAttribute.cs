namespace Mim.Testing.Programs;

/// <summary>A theory that needs a PostgreSQL server; skipped, saying so, where it is not installed.</summary>
public sealed class RequiresPostgresTheoryAttribute : TheoryAttribute
{
    public RequiresPostgresTheoryAttribute() => Skip = PostgresPrograms.Missing;
}
