namespace Mim.Core.Accounts.Lending;

/// <summary>An account that somebody wants to borrow, as they say it.</summary>
public sealed record AccountLoan
{
    /// <summary>Any free account of this library; null when <see cref="IdentityId"/> says which.</summary>
    public string? Library { get; init; }

    public Guid? IdentityId { get; init; }

    /// <summary>For how long; null for an hour, or less where the policy allows less.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>What for, on the record.</summary>
    public required string Purpose { get; init; }
}
