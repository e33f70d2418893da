namespace Mim.Core.Tokens;

/// <summary>What a token is worth. Times are UTC.</summary>
public sealed record TokenVerdict
{
    public bool IsValid => Trouble == TokenTrouble.None;

    public required TokenTrouble Trouble { get; init; }

    /// <summary>A sentence that says why it is not accepted.</summary>
    public string? Detail { get; init; }

    /// <summary>Null when nobody knows the token.</summary>
    public string? Name { get; init; }

    public Guid? IdentityId { get; init; }

    public string? Owner { get; init; }

    /// <summary>1 for the first.</summary>
    public int? Version { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public IReadOnlyList<string> Audiences { get; init; } = [];

    public IReadOnlyList<string> Networks { get; init; } = [];

    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>After this one; null for any number.</summary>
    public int? UsesLeft { get; init; }

    public override string ToString() => $"{Name ?? "token"}: {(IsValid ? "valid" : Trouble)}";
}
