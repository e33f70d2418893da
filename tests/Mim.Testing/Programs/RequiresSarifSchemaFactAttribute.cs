namespace Mim.Testing.Programs;

/// <summary>A fact that needs the schema of SARIF; skipped where it is not installed.</summary>
public sealed class RequiresSarifSchemaFactAttribute : FactAttribute
{
    public RequiresSarifSchemaFactAttribute() => Skip = SarifSchema.Missing;
}
