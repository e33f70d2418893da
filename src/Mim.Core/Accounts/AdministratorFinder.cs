using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Accounts;

/// <summary>Finds who changes the passwords of accounts: itself an identity of the store, with its current version.</summary>
internal sealed class AdministratorFinder(IInventoryReader inventory, Sealer sealer)
{
    /// <summary>
    /// The administrator, for the caller to dispose; null when the account changes its own. On a machine that is who
    /// administers it, who is asked for nothing: whoever works on the machine does so, or nothing is changed. For a script it is
    /// nobody where nobody was said.
    /// </summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.IdentityNotFound"/>; <see cref="MimErrorCause.WrongState"/>: not active, or no user name;
    /// <see cref="MimErrorCause.PrivateKeyMissing"/>.
    /// </exception>
    public AccountCredential? Find(AccountSettings settings)
    {
        if (settings.System.IsOfMachine())
        {
            return new AccountCredential(AccountSystems.Root, new KeyMaterial(0));
        }

        if (settings.AdministratorId is not { } id)
        {
            return settings.System.IsDialed() ? null : new AccountCredential("", new KeyMaterial(0));
        }

        var identity = inventory.Identities.Get(id) ?? throw IdentityCatalog.NotFound(id);
        if (identity is not { Status: VersionState.Active, CurrentVersionId: { } versionId, Subject: { } userName })
        {
            throw new MimException(
                MimErrorCause.WrongState, $"'{identity.Name}' changes passwords at {settings.Endpoint}, and is {identity.Status} or has no user name.", identity.Name);
        }

        return new AccountCredential(userName, sealer.Unseal(inventory.Sealed, versionId, SealedPurpose.Secret));
    }

    /// <summary>A token that is a secret of the store, for the caller to dispose.</summary>
    /// <param name="id">The secret.</param>
    /// <param name="place">What it is for.</param>
    /// <exception cref="MimException">As <see cref="Find"/>; it needs no user name.</exception>
    public KeyMaterial Token(Guid id, string place)
    {
        var identity = inventory.Identities.Get(id) ?? throw IdentityCatalog.NotFound(id);
        return identity is { Status: VersionState.Active, CurrentVersionId: { } versionId }
            ? sealer.Unseal(inventory.Sealed, versionId, SealedPurpose.Secret)
            : throw new MimException(MimErrorCause.WrongState, $"'{identity.Name}' is the token for {place}, and is {identity.Status}.", identity.Name);
    }
}
