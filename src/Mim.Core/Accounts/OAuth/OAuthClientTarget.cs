using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Accounts.OAuth;

/// <summary>
/// The client itself as a target. A version is proved by an access token that the server gives for it, and by none for a credential that
/// nobody has: a server that lets everybody in proves nothing.
/// </summary>
internal sealed class OAuthClientTarget(
    IInventoryReader inventory, Sealer sealer, IOAuthServer server, PublishedKeys keys, SuccessiveClients clients) : ITargetAdapter, IHoldsSeveral
{
    private const int StrangeOctets = 32;

    public TargetKind Kind => TargetKind.OAuthClient;

    /// <summary>Publishes a key; the client of a secret is there since it was registered.</summary>
    public async Task<InstallReceipt> InstallAsync(Installation installation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var credential = Credential(installation);
        var settings = (OAuthClientSettings)installation.Target.Settings;
        if (settings.HasKeys)
        {
            await keys.PublishAsync(settings, credential.UserName, credential.Secret, cancellationToken).ConfigureAwait(false);
        }

        return new InstallReceipt(new Dictionary<string, string>());
    }

    public async Task<Proof> ProveAsync(Installation installation, CancellationToken cancellationToken)
    {
        try
        {
            using var credential = Credential(installation);
            var settings = (OAuthClientSettings)installation.Target.Settings;
            if (await server.LogInAsync(settings, credential, cancellationToken).ConfigureAwait(false) != LoginAnswer.Accepted)
            {
                return Proof.Broken(
                    $"Version {installation.Version.Number} is not let in as client '{credential.UserName}' by {settings.TokenEndpoint}.");
            }

            using var strange = new AccountCredential(credential.UserName, settings.HasKeys ? keys.Strange() : StrangeSecret());
            return await server.LogInAsync(settings, strange, cancellationToken).ConfigureAwait(false) == LoginAnswer.Refused
                ? Proof.Held
                : Proof.Broken($"{settings.TokenEndpoint} lets client '{credential.UserName}' in with what nobody has.");
        }
        catch (MimException exception) when (exception.Cause is MimErrorCause.InstallFailed or MimErrorCause.PrivateKeyMissing)
        {
            return Proof.Broken(exception.Message);
        }
    }

    public Task RemoveAsync(Target target, IReadOnlyList<CredentialVersion> versions, CancellationToken cancellationToken) =>
        (OAuthClientSettings)target.Settings is { HasKeys: true } settings
            ? keys.WithdrawAsync(settings, versions, cancellationToken)
            : clients.DeleteAsync(target, versions, SecretOf, cancellationToken);

    private KeyMaterial? SecretOf(CredentialVersion version) =>
        version.HasPrivateKey ? sealer.TryUnseal(inventory.Sealed, version.Id, SealedPurpose.Secret) : null;

    private static KeyMaterial StrangeSecret()
    {
        using var octets = KeyMaterial.Random(StrangeOctets);
        return KeyMaterial.CopyOf(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexString(octets.Span)));
    }

    private static AccountCredential Credential(Installation installation) => installation is { Secret: { } secret, Version.Subject: { } client }
        ? new AccountCredential(client, KeyMaterial.CopyOf(secret.Span))
        : throw new MimException(
            MimErrorCause.PrivateKeyMissing,
            $"Version {installation.Version.Number} of '{installation.Target.Identity}' has no client any more.",
            installation.Target.Identity);
}
