using Mim.Core.Issuing;

namespace Mim.Core.Tokens;

/// <summary>How an authority of tokens was made, kept with each of its keys.</summary>
public sealed record TokenAuthorityTemplate
{
    public KeyAlgorithm KeyAlgorithm { get; init; }

    public string Issuer { get; init; } = string.Empty;

    public TimeSpan LongestToken { get; init; }

    public TimeSpan Lifetime { get; init; }

    public string ToJson() => TemplateJson.Write(this);

    /// <summary>Null when <paramref name="json"/> is null: not made here.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.StoreDamaged"/>.</exception>
    public static TokenAuthorityTemplate? FromJson(string? json) => TemplateJson.Read<TokenAuthorityTemplate>(json);
}
