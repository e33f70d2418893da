using Mim.Core.Identities;

namespace Mim.Core.Issuing;

/// <summary>Makes the next version of identities of some kinds.</summary>
internal interface IVersionIssuer
{
    IReadOnlyList<IdentityKind> Kinds { get; }

    /// <summary>The next version of an identity that was issued here, sealed and not yet stored: the like of the current one.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>: it was not issued here; and the rule that is broken.</exception>
    PreparedVersion PrepareNext(MachineIdentity identity, CredentialVersion current, int number, CancellationToken cancellationToken);
}
