namespace Mim.Core.Accounts.Lending;

/// <summary>
/// An account that somebody borrowed: nobody else is lent it until it has another password. The password is nowhere here. Times are UTC.
/// </summary>
public sealed record AccountLease
{
    public required Guid Id { get; init; }

    public required Guid IdentityId { get; init; }

    /// <summary>The identity's name, for views.</summary>
    public required string Identity { get; init; }

    /// <summary>The password that the borrower knows.</summary>
    public required Guid VersionId { get; init; }

    /// <summary>The account's name on its system, for views.</summary>
    public string? UserName { get; init; }

    /// <summary><c>account@host</c>.</summary>
    public required string Borrower { get; init; }

    /// <summary>What it was borrowed for.</summary>
    public required string Purpose { get; init; }

    public required DateTimeOffset LentAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>When it was given back before it ended; null when it was not.</summary>
    public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary><c>account@host</c>; another one than the borrower where it was taken back.</summary>
    public string? ReturnedBy { get; init; }

    /// <summary>When the borrower's password was proved to be refused; null until then.</summary>
    public DateTimeOffset? FreedAt { get; init; }

    /// <summary>From when on the borrower has no right to it: its return, or its end.</summary>
    public DateTimeOffset OverAt => ReturnedAt < EndsAt ? ReturnedAt.Value : EndsAt;

    /// <summary>How it stands at a time.</summary>
    public AccountLeaseState StateAt(DateTimeOffset now) => this switch
    {
        { FreedAt: not null } => AccountLeaseState.Freed,
        { ReturnedAt: not null } => AccountLeaseState.Returned,
        _ => EndsAt > now ? AccountLeaseState.Lent : AccountLeaseState.Ended,
    };
}
