using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Core.Accounts.OAuth;

/// <summary>
/// Clients that follow one another: a server makes the secrets of its clients itself and has one for each, so that the next secret is that of
/// another client, registered like the one before (RFC 7591). Both are let in until the old one is deleted (RFC 7592 section 2.3).
/// </summary>
internal sealed class SuccessiveClients(ClientTokens tokens, IOAuthServer server)
{
    /// <summary>Registers a client; the answer has all that is needed to use and to delete it. The caller disposes it.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>, <see cref="MimErrorCause.AccessDenied"/>.</exception>
    public async Task<ClientAnswer> RegisterAsync(OAuthClientSettings settings, string metadata, CancellationToken cancellationToken)
    {
        using var token = tokens.OfAdministrator(settings);
        var question = new ClientQuestion(ClientVerb.Register, settings.RegistrationEndpoint!, token, metadata);
        var answer = (await server.ManageAsync(settings, question, cancellationToken).ConfigureAwait(false))!;
        if (answer is { Secret: not null, Token: not null, Endpoint: not null })
        {
            return answer;
        }

        answer.Dispose();
        throw new MimException(
            MimErrorCause.InstallFailed,
            $"{settings.RegistrationEndpoint} registered '{answer.ClientId}' without a secret, or a way to delete it (RFC 7592): delete it there.",
            answer.ClientId);
    }

    /// <summary>What the client of a version is registered with; for the first one what is usual.</summary>
    public async Task<string> MetadataAfterAsync(Target target, CredentialVersion version, CancellationToken cancellationToken)
    {
        var settings = (OAuthClientSettings)target.Settings;
        using var token = tokens.Of(version);
        if (token is null || EndpointOf(version) is not { } endpoint)
        {
            return ClientMetadata.New(target.Identity, settings);
        }

        var question = new ClientQuestion(ClientVerb.Read, endpoint, token);
        using var answer = (await server.ManageAsync(settings, question, cancellationToken).ConfigureAwait(false))!;
        tokens.Keep(target, version, token, answer);
        return ClientMetadata.Successor(answer.Metadata, settings);
    }

    /// <summary>Deletes the clients of versions. Those that are gone already are no trouble.</summary>
    public async Task DeleteAsync(
        Target target, IReadOnlyList<CredentialVersion> versions, Func<CredentialVersion, KeyMaterial?> secretOf, CancellationToken cancellationToken)
    {
        foreach (var version in versions)
        {
            using var secret = secretOf(version);
            if (secret is not null)
            {
                await DeleteAsync(target, version, secret, cancellationToken).ConfigureAwait(false);
                tokens.Forget(target, version);
            }
        }
    }

    private async Task DeleteAsync(Target target, CredentialVersion version, KeyMaterial secret, CancellationToken cancellationToken)
    {
        var settings = (OAuthClientSettings)target.Settings;
        using var token = tokens.Of(version);
        if (token is null || EndpointOf(version) is not { } endpoint)
        {
            throw new MimException(
                MimErrorCause.PrivateKeyMissing,
                $"The store has no registration access token of client '{version.Subject}': delete it at {settings.Place}.",
                version.Subject);
        }

        try
        {
            var question = new ClientQuestion(ClientVerb.Delete, endpoint, token);
            using var answer = await server.ManageAsync(settings, question, cancellationToken).ConfigureAwait(false);
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.AccessDenied)
        {
            // What a server says of a client that is gone is the same as of a wrong token (RFC 7592 section 2).
            using var credential = new AccountCredential(version.Subject!, KeyMaterial.CopyOf(secret.Span));
            if (await server.LogInAsync(settings, credential, cancellationToken).ConfigureAwait(false) != LoginAnswer.Refused)
            {
                throw;
            }
        }
    }

    private static string? EndpointOf(CredentialVersion version) => ClientTemplate.FromJson(version.Template)?.ClientEndpoint;
}
