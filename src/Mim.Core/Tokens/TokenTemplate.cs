using Mim.Core.Issuing;

namespace Mim.Core.Tokens;

/// <summary>On which terms a token was made, kept with it so that it is judged by them and followed by its like.</summary>
public sealed record TokenTemplate
{
    public TokenTerms Terms { get; init; } = new();

    /// <summary>The authority that signs it; null for an opaque one.</summary>
    public Guid? AuthorityId { get; init; }

    /// <summary>The lifetime that was asked for; null for the policy's default.</summary>
    public TimeSpan? Lifetime { get; init; }

    public string ToJson() => TemplateJson.Write(this);

    /// <summary>Null when <paramref name="json"/> is null: not made here.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.StoreDamaged"/>.</exception>
    public static TokenTemplate? FromJson(string? json) => TemplateJson.Read<TokenTemplate>(json);
}
