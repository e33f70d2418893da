using Mim.Core.Issuing;

namespace Mim.Core.Vault;

/// <summary>How a secret was generated, kept with it so that a rotation generates its like. Nothing of the secret itself.</summary>
public sealed record SecretTemplate
{
    public SecretRecipe Recipe { get; init; } = new();

    /// <summary>The lifetime that was asked for; null for the policy's default.</summary>
    public TimeSpan? Lifetime { get; init; }

    public string ToJson() => TemplateJson.Write(this);

    /// <summary>Null when <paramref name="json"/> is null: the secret was brought, not generated.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.StoreDamaged"/>.</exception>
    public static SecretTemplate? FromJson(string? json) => TemplateJson.Read<SecretTemplate>(json);
}
