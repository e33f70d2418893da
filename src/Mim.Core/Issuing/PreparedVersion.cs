using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.Core.Sealing;

namespace Mim.Core.Issuing;

/// <summary>A version and its sealed key, ready to be written in one transaction. Nothing in it is in clear.</summary>
internal sealed record PreparedVersion(CredentialVersion Version, SealedValue? SealedKey)
{
    /// <summary>The same, due when the policy says so.</summary>
    public PreparedVersion Due(IdentityPolicy policy) => this with { Version = Version with { DueAt = Schedule.DueAt(Version, policy) } };

    /// <summary>The same as the first version of its identity, in use at once.</summary>
    public PreparedVersion Issued(IdentityPolicy policy)
    {
        var due = Due(policy);
        return due with { Version = due.Version with { State = VersionState.Active, StateReason = "Issued" } };
    }
}
