namespace Mim.Core.Accounts.Lending;

/// <summary>Which leases to read; every condition set must hold. Newest first.</summary>
public sealed record AccountLeaseQuery
{
    public Guid? IdentityId { get; init; }

    /// <summary>Only those whose account is not free again.</summary>
    public bool IsOpen { get; init; }
}
