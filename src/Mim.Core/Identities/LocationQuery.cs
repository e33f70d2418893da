namespace Mim.Core.Identities;

/// <summary>Which locations to list; every condition set must hold.</summary>
public sealed record LocationQuery
{
    public Guid? IdentityId { get; init; }

    /// <summary>Of identities of one of these kinds; empty for any.</summary>
    public IReadOnlyList<IdentityKind> IdentityKinds { get; init; } = [];

    /// <summary>For example <c>File</c> or <c>Endpoint</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The address itself; needs <see cref="Kind"/>.</summary>
    public string? Address { get; init; }

    /// <summary>What the address begins with; needs <see cref="Kind"/>.</summary>
    public string? AddressPrefix { get; init; }

    /// <summary>Last seen before this time.</summary>
    public DateTimeOffset? NotSeenSince { get; init; }

    /// <summary>Also those that are there no longer.</summary>
    public bool IncludeGone { get; init; }
}
