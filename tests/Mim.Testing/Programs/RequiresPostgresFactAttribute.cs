namespace Mim.Testing.Programs;

/// <summary>A fact that needs a PostgreSQL server; skipped, saying so, where it is not installed.</summary>
public sealed class RequiresPostgresFactAttribute : FactAttribute
{
    public RequiresPostgresFactAttribute() => Skip = PostgresPrograms.Missing;
}
