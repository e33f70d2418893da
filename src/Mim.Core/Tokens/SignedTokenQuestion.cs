namespace Mim.Core.Tokens;

/// <summary>Whether a token that others signed may do something.</summary>
public sealed record SignedTokenQuestion
{
    public required TokenQuestion Token { get; init; }

    /// <summary>A JSON Web Key Set in UTF-8: the keys of the issuer that is trusted.</summary>
    public required ReadOnlyMemory<byte> KeySet { get; init; }

    /// <summary>The issuer that is trusted.</summary>
    public required string Issuer { get; init; }

    /// <summary>How far the clocks of both may lie apart.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(1);
}
