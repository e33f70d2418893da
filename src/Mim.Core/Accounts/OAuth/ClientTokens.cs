using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Stores;
using Mim.Core.Vault;

namespace Mim.Core.Accounts.OAuth;

/// <summary>
/// The tokens by which clients are registered and managed. A server may answer any request with another one (RFC 7592 section 2) and take the
/// one before no more: it is sealed before anything else is done, whoever stops the run meanwhile.
/// </summary>
internal sealed class ClientTokens(IInventory inventory, ActLedger ledger, Sealer sealer, SecretVault secrets)
{
    private readonly AdministratorFinder _administrators = new(inventory, sealer);

    /// <summary>Who may change or register clients there, for the caller to dispose; null where everybody may.</summary>
    /// <exception cref="MimException">As <see cref="AdministratorFinder.Token"/>.</exception>
    public KeyMaterial? OfAdministrator(OAuthClientSettings settings) =>
        settings.AdministratorId is { } id ? _administrators.Token(id, settings.Place) : null;

    /// <summary>Seals what the server gave instead of the token that it was asked with.</summary>
    public void Keep(OAuthClientSettings settings, KeyMaterial used, ClientAnswer answer)
    {
        if (IsNew(used, answer))
        {
            secrets.Set(new SecretChange { IdentityId = settings.AdministratorId!.Value, Value = answer.Token }, CancellationToken.None);
        }
    }

    /// <summary>By which the client of a version is managed, for the caller to dispose; null when there is none.</summary>
    public KeyMaterial? Of(CredentialVersion version) => sealer.TryUnseal(inventory.Sealed, version.Id, SealedPurpose.ClientToken);

    /// <inheritdoc cref="Keep(OAuthClientSettings, KeyMaterial, ClientAnswer)"/>
    public void Keep(Target target, CredentialVersion version, KeyMaterial used, ClientAnswer answer)
    {
        if (IsNew(used, answer))
        {
            ledger.Commit(
                (transaction, acts) =>
                {
                    transaction.Sealed.Put(sealer.Seal(version.Id, SealedPurpose.ClientToken, answer.Token!.Span));
                    acts.Record(ActOf("SetClientToken", target, version));
                },
                CancellationToken.None);
        }
    }

    /// <summary>The client of a version is deleted: nothing of it is of use any more.</summary>
    public void Forget(Target target, CredentialVersion version) => ledger.Commit(
        (transaction, acts) =>
        {
            transaction.Sealed.Remove(version.Id);
            transaction.Versions.Update(transaction.Versions.Get(version.Id).Required("a version of a client") with { HasPrivateKey = false });
            acts.Record(ActOf("DeleteClient", target, version));
        },
        CancellationToken.None);

    private static bool IsNew(KeyMaterial used, ClientAnswer answer) => answer.Token is { } token && !token.Span.SequenceEqual(used.Span);

    private static Act ActOf(string name, Target target, CredentialVersion version) => new(
        name,
        "Identity",
        target.IdentityId.ToString(),
        target.Identity,
        new Dictionary<string, string> { ["client"] = version.Subject ?? string.Empty, ["target"] = target.Address });
}
