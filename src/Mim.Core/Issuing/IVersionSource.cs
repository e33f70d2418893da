using Mim.Core.Identities;

namespace Mim.Core.Issuing;

/// <summary>Where the next version of identities of some kinds comes from: it is made here, or another system is asked for it.</summary>
internal interface IVersionSource
{
    IReadOnlyList<IdentityKind> Kinds { get; }

    /// <summary>
    /// The next version of an identity, sealed and not yet stored: the like of the current one. It is stored in the one transaction that ends
    /// the preparation of a rotation. A run that dies before that asks again, so what another system answered must be of use to nobody.
    /// </summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>: it was not issued here; and the rule that is broken.</exception>
    Task<PreparedVersion> PrepareNextAsync(MachineIdentity identity, CredentialVersion current, int number, CancellationToken cancellationToken);
}
