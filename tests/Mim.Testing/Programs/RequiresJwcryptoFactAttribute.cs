namespace Mim.Testing.Programs;

/// <summary>A fact that needs jwcrypto; skipped, saying so, where it is not installed.</summary>
public sealed class RequiresJwcryptoFactAttribute : FactAttribute
{
    public RequiresJwcryptoFactAttribute() => Skip = Jwcrypto.Missing;
}
