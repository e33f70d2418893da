namespace Mim.Core.Tokens;

/// <summary>What a token is good for. What is empty limits nothing.</summary>
public sealed record TokenTerms
{
    /// <summary>What its holder may do (RFC 6749 section 3.3).</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Services that may accept it.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>Networks that it may come from, as <c>10.0.0.0/8</c> or <c>2001:db8::/32</c>.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>How often it may be used; null for any number.</summary>
    public int? MaximumUses { get; init; }
}
