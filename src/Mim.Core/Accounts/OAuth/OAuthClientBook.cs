using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Core.Stores;
using Mim.Core.Vault;

namespace Mim.Core.Accounts.OAuth;

/// <summary>
/// Clients of authorization servers: each is an identity whose versions are its keys or secrets, and whose first target is the client itself.
/// A key is made here and sealed before it is published. A secret is made by the server, as that of another client, and what the server
/// answers is sealed in one transaction before anything is done with it.
/// </summary>
public sealed class OAuthClientBook : IVersionSource
{
    private readonly IInventory _inventory;
    private readonly ActLedger _ledger;
    private readonly ClientForge _forge;
    private readonly IOAuthServer _server;
    private readonly SuccessiveClients _clients;
    private readonly ClientRequests _requests;

    internal OAuthClientBook(IInventory inventory, ActLedger ledger, ClientForge forge, IOAuthServer server, SuccessiveClients clients)
    {
        (_inventory, _ledger, _forge, _server, _clients) = (inventory, ledger, forge, server, clients);
        _requests = new ClientRequests(inventory, ledger.Context.Host);
    }

    IReadOnlyList<IdentityKind> IVersionSource.Kinds { get; } = [IdentityKind.OAuthClient];

    /// <inheritdoc cref="IOAuthServer.DiscoverAsync"/>
    public Task<OAuthEndpoints> DiscoverAsync(string issuer, string? authorityFile, TimeSpan timeout, CancellationToken cancellationToken) =>
        _server.DiscoverAsync(issuer, authorityFile, timeout, cancellationToken);

    /// <summary>Throws what <see cref="RegisterAsync"/> would throw before it speaks with the server, and changes nothing.</summary>
    public void Check(NewOAuthClient request, CancellationToken cancellationToken)
    {
        var (wanted, _) = _requests.Normalize(request, cancellationToken);
        NameHolders.RequireFree(_inventory.Identities, IdentityKind.OAuthClient, wanted.Name, cancellationToken);
        TargetRules.RequireFree(ClientRequests.TargetOf(wanted), _inventory.Targets.Find(identityId: null, cancellationToken));
    }

    /// <summary>
    /// Takes a client into the inventory. A credential that it has is proved by getting an access token, and sealed. Without one a key is made,
    /// which its first delivery publishes; for a secret a client is registered at once.
    /// </summary>
    /// <exception cref="MimException">
    /// The rule that is broken, <see cref="MimErrorCause.IdentityExists"/>, <see cref="MimErrorCause.IdentityNotFound"/>: the administrator;
    /// <see cref="MimErrorCause.ProofFailed"/>: the credential is not let in; <see cref="MimErrorCause.AccessDenied"/>,
    /// <see cref="MimErrorCause.InstallFailed"/>: the server does not register it, or does not answer.
    /// </exception>
    public async Task<MachineIdentity> RegisterAsync(NewOAuthClient request, CancellationToken cancellationToken)
    {
        Check(request, cancellationToken);
        var (wanted, policy) = _requests.Normalize(request, cancellationToken);
        if (wanted.Credential is { } credential)
        {
            await RequireLogInAsync(wanted, credential, cancellationToken).ConfigureAwait(false);
        }

        var identity = wanted.ToIdentity(IdentityKind.OAuthClient, _ledger.Now);
        var prepared = (await FirstAsync(identity.Id, wanted, policy, cancellationToken).ConfigureAwait(false)).Issued(policy);

        // What a server has given is not to be lost any more.
        var until = wanted.Settings.HasKeys ? cancellationToken : CancellationToken.None;
        return _ledger.Commit(
            (transaction, acts) =>
            {
                var target = ClientRequests.TargetOf(wanted) with { IdentityId = identity.Id };
                TargetRules.RequireFree(target, transaction.Targets.Find(identityId: null, until));
                var written = VersionWriter.AddNew(transaction, acts, "RegisterClient", identity, prepared, authority: null);
                transaction.Targets.Put(target.ToTarget(written, acts.Now));
                if (wanted.Credential is not null || !wanted.Settings.HasKeys)
                {
                    var stored = transaction.Targets.Find(written.Id, until).Single();
                    TargetCommit.Installed(transaction, stored, new HeldVersion(prepared.Version.Id, prepared.Version.Number), acts.Now);
                }

                return written;
            },
            until);
    }

    async Task<PreparedVersion> IVersionSource.PrepareNextAsync(
        MachineIdentity identity, CredentialVersion current, int number, CancellationToken cancellationToken)
    {
        var template = ClientTemplate.FromJson(current.Template) ?? throw Unknown(identity);
        var policy = _requests.PolicyOf(identity.Criticality);
        var lifetime = SecretRules.LifetimeAgain(template.Lifetime, policy);
        PolicyRules.Enforce(policy, PolicySubject.Of(identity) with { Lifetime = lifetime });
        var order = new ClientOrder(identity.Id, number, template, lifetime);
        if (template.KeyAlgorithm is not null)
        {
            return _forge.Key(order, current.Subject!, pem: null, cancellationToken).Due(policy);
        }

        var targets = _inventory.Targets.Find(identity.Id, cancellationToken);
        var target = targets.FirstOrDefault(target => target.Kind == TargetKind.OAuthClient) ?? throw Unknown(identity);
        var metadata = await _clients.MetadataAfterAsync(target, current, cancellationToken).ConfigureAwait(false);
        return (await OrderAsync(order, (OAuthClientSettings)target.Settings, metadata, cancellationToken).ConfigureAwait(false)).Due(policy);
    }

    /// <summary>The first version: what the client has, a key that is not published yet, or what a new client is given.</summary>
    private async Task<PreparedVersion> FirstAsync(Guid identityId, NewOAuthClient wanted, IdentityPolicy policy, CancellationToken cancellationToken)
    {
        var settings = wanted.Settings;
        var template = new ClientTemplate
        {
            KeyAlgorithm = settings.HasKeys ? wanted.KeyAlgorithm : null, Lifetime = wanted.Lifetime, ClientEndpoint = wanted.ClientEndpoint,
        };
        var order = new ClientOrder(identityId, 1, template, SecretRules.LifetimeAgain(wanted.Lifetime, policy));
        if (settings.HasKeys)
        {
            return _forge.Key(order, wanted.ClientId!, wanted.Credential, cancellationToken);
        }

        return wanted.Credential is not null
            ? _forge.Known(order, wanted, cancellationToken)
            : await OrderAsync(order, settings, ClientMetadata.New(wanted.Name, settings), cancellationToken).ConfigureAwait(false);
    }

    private async Task<PreparedVersion> OrderAsync(
        ClientOrder order, OAuthClientSettings settings, string metadata, CancellationToken cancellationToken)
    {
        _forge.Open(cancellationToken);
        using var answer = await _clients.RegisterAsync(settings, metadata, cancellationToken).ConfigureAwait(false);
        return _forge.Given(order, answer);
    }

    private static MimException Unknown(MachineIdentity identity) => new(
        MimErrorCause.Unsupported, $"How '{identity.Name}' is rotated is not known: register it with Register-MachineOAuthClient.", identity.Name);

    private async Task RequireLogInAsync(NewOAuthClient wanted, KeyMaterial secret, CancellationToken cancellationToken)
    {
        using var credential = new AccountCredential(wanted.ClientId!, KeyMaterial.CopyOf(secret.Span));
        if (await _server.LogInAsync(wanted.Settings, credential, cancellationToken).ConfigureAwait(false) != LoginAnswer.Accepted)
        {
            throw new MimException(
                MimErrorCause.ProofFailed, $"The credential of '{wanted.Name}' is not let in by {wanted.Settings.TokenEndpoint}.", wanted.Name);
        }
    }
}
