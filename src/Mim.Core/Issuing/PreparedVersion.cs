using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.Core.Sealing;

namespace Mim.Core.Issuing;

/// <summary>A version and its sealed key, ready to be written in one transaction. Nothing in it is in clear.</summary>
internal sealed record PreparedVersion(CredentialVersion Version, SealedValue? SealedKey)
{
    /// <summary>By which another system lets the version be managed; null where it needs nothing of the kind.</summary>
    public SealedValue? SealedToken { get; init; }

    /// <summary>What is sealed of it.</summary>
    public IEnumerable<SealedValue> Sealed => new[] { SealedKey, SealedToken }.OfType<SealedValue>();

    /// <summary>The beginnings of a version that is valid from now on, in whole seconds.</summary>
    /// <param name="identityId">Whose it is.</param>
    /// <param name="number">Of the version within its identity.</param>
    /// <param name="lifetime">After which it is to be replaced.</param>
    /// <param name="now">UTC.</param>
    public static CredentialVersion Begun(Guid identityId, int number, TimeSpan lifetime, DateTimeOffset now)
    {
        var notBefore = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        return new CredentialVersion
        {
            Id = Guid.CreateVersion7(now),
            IdentityId = identityId,
            Number = number,
            State = VersionState.PreActivation,
            StateAt = now,
            NotBefore = notBefore,
            NotAfter = notBefore + lifetime,
            CreatedAt = now,
        };
    }

    /// <summary>The same, due when the policy says so.</summary>
    public PreparedVersion Due(IdentityPolicy policy) => this with { Version = Version with { DueAt = Schedule.DueAt(Version, policy) } };

    /// <summary>The same as the first version of its identity, in use at once.</summary>
    public PreparedVersion Issued(IdentityPolicy policy)
    {
        var due = Due(policy);
        return due with { Version = due.Version with { State = VersionState.Active, StateReason = "Issued" } };
    }
}
