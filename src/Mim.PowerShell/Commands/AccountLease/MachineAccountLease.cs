using System.Management.Automation;

using Mim.Core.Accounts.Lending;

namespace Mim.PowerShell.Commands;

/// <summary>A lease of an account, with the credential where it was lent just now. Times are UTC.</summary>
public sealed class MachineAccountLease
{
    internal MachineAccountLease(AccountLease lease, AccountLeaseState state, string? reason = null, PSCredential? credential = null)
    {
        Id = lease.Id;
        IdentityId = lease.IdentityId;
        Name = lease.Identity;
        UserName = lease.UserName;
        State = state;
        Borrower = lease.Borrower;
        Purpose = lease.Purpose;
        LentAt = lease.LentAt;
        EndsAt = lease.EndsAt;
        ReturnedAt = lease.ReturnedAt;
        ReturnedBy = lease.ReturnedBy;
        FreedAt = lease.FreedAt;
        Reason = reason;
        Credential = credential;
    }

    public Guid Id { get; }

    public Guid IdentityId { get; }

    /// <summary>Of the identity.</summary>
    public string Name { get; }

    /// <summary>Name of the account on its system.</summary>
    public string? UserName { get; }

    public AccountLeaseState State { get; }

    /// <summary><c>account@host</c>.</summary>
    public string Borrower { get; }

    public string Purpose { get; }

    public DateTimeOffset LentAt { get; }

    public DateTimeOffset EndsAt { get; }

    public DateTimeOffset? ReturnedAt { get; }

    /// <summary><c>account@host</c>.</summary>
    public string? ReturnedBy { get; }

    /// <summary>When the password that was lent was proved to be refused.</summary>
    public DateTimeOffset? FreedAt { get; }

    /// <summary>Why an account that nobody has any more is not free.</summary>
    public string? Reason { get; }

    /// <summary>Null in lists.</summary>
    public PSCredential? Credential { get; }

    public override string ToString() => Name;
}
