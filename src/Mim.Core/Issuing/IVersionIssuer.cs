using Mim.Core.Identities;

namespace Mim.Core.Issuing;

/// <summary>Makes the next version of identities of some kinds by itself.</summary>
internal interface IVersionIssuer : IVersionSource
{
    /// <inheritdoc cref="IVersionSource.PrepareNextAsync"/>
    PreparedVersion PrepareNext(MachineIdentity identity, CredentialVersion current, int number, CancellationToken cancellationToken);

    Task<PreparedVersion> IVersionSource.PrepareNextAsync(
        MachineIdentity identity, CredentialVersion current, int number, CancellationToken cancellationToken) =>
        Task.FromResult(PrepareNext(identity, current, number, cancellationToken));
}
