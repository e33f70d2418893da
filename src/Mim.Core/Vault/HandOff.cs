namespace Mim.Core.Vault;

/// <summary>A copy of a secret that waits to be received once. The copy is a sealed value, never here. Times are UTC.</summary>
public sealed record HandOff
{
    public required Guid Id { get; init; }

    public required Guid IdentityId { get; init; }

    public required Guid VersionId { get; init; }

    /// <summary>HMAC-SHA-256 of the token under a key of the store, upper-case hexadecimal. The token itself is nowhere.</summary>
    public required string TokenHash { get; init; }

    /// <summary><c>account@host</c>.</summary>
    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the copy was destroyed; null while it waits.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary><c>account@host</c>; null while it waits, and where it ended without being received.</summary>
    public string? ReceivedBy { get; init; }
}
