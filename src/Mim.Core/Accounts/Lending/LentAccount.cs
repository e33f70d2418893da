using Mim.Core.Sealing;

namespace Mim.Core.Accounts.Lending;

/// <summary>A lease with the password, which leaves the store here. Whoever has it disposes it.</summary>
/// <param name="Lease">On record already.</param>
/// <param name="Password">UTF-8.</param>
public sealed record LentAccount(AccountLease Lease, KeyMaterial Password) : IDisposable
{
    public void Dispose() => Password.Dispose();

    public override string ToString() => Lease.Identity;
}
