namespace Mim.Testing.Programs;

/// <summary>A fact that needs a PostgreSQL server at an address that is not loopback; skipped, saying so, where one is missing.</summary>
public sealed class RequiresRemotePostgresFactAttribute : FactAttribute
{
    public RequiresRemotePostgresFactAttribute() =>
        Skip = PostgresPrograms.Missing ?? (OwnAddress.Value is null ? "this machine has no address but loopback" : null);
}
