using Mim.Core.Accounts.Lending;

namespace Mim.Core.Ports;

/// <summary>Leases of accounts within one transaction.</summary>
public interface IAccountLeaseStore : IAccountLeaseReader
{
    /// <summary>Adds one, or says of one how it stands now.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.AccountLent"/>: the account is not free, now or at the next read or the commit.</exception>
    void Put(AccountLease lease);
}
