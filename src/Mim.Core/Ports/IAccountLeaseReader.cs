using Mim.Core.Accounts.Lending;

namespace Mim.Core.Ports;

/// <summary>Reads who borrowed accounts.</summary>
public interface IAccountLeaseReader
{
    /// <summary>The lease for which an account is not free; null when it is.</summary>
    AccountLease? Open(Guid identityId);

    /// <summary>Whether somebody was ever lent that password.</summary>
    bool WasLent(Guid versionId);

    /// <summary>Newest first, streamed.</summary>
    IEnumerable<AccountLease> Find(AccountLeaseQuery query, CancellationToken cancellationToken);
}
