using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Tokens.Jose;

namespace Mim.Core.Accounts.OAuth;

/// <summary>One client, and the keys of its versions side by side in its configuration (RFC 7592 section 2.2).</summary>
internal sealed class PublishedKeys(ClientTokens tokens, IOAuthServer server, IKeyFactory keys, IJsonWebKeyCodec codec)
{
    public Task PublishAsync(OAuthClientSettings settings, string clientId, KeyMaterial pem, CancellationToken cancellationToken)
    {
        using var key = ClientKey.Read(pem, keys);
        var published = new PublishedKey(ClientKey.IdOf(key), codec.AlgorithmOf(key.SubjectPublicKeyInfo), key.SubjectPublicKeyInfo.ToArray());
        return ChangeAsync(settings, clientId, metadata => ClientMetadata.WithKey(metadata, published, codec), cancellationToken);
    }

    public Task WithdrawAsync(OAuthClientSettings settings, IReadOnlyList<CredentialVersion> versions, CancellationToken cancellationToken)
    {
        var ids = versions.Select(version => version.KeyFingerprint).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return versions is [{ Subject: { } clientId }, ..]
            ? ChangeAsync(settings, clientId, metadata => ClientMetadata.WithoutKeys(metadata, ids), cancellationToken)
            : Task.CompletedTask;
    }

    /// <summary>A key that nobody has published, in PEM, for the caller to dispose.</summary>
    public KeyMaterial Strange()
    {
        using var key = keys.Generate(Issuing.KeyAlgorithm.EcdsaP256);
        return ClientKey.Write(key);
    }

    private async Task ChangeAsync(OAuthClientSettings settings, string clientId, Func<string, string?> change, CancellationToken cancellationToken)
    {
        using var found = await AskAsync(settings, clientId, ClientVerb.Read, metadata: null, cancellationToken).ConfigureAwait(false);
        if (change(found.Metadata) is { } wanted)
        {
            using var changed = await AskAsync(settings, clientId, ClientVerb.Update, wanted, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ClientAnswer> AskAsync(
        OAuthClientSettings settings, string clientId, ClientVerb verb, string? metadata, CancellationToken cancellationToken)
    {
        using var token = tokens.OfAdministrator(settings)!;
        var question = new ClientQuestion(verb, settings.ClientEndpoint!, token, metadata);
        var answer = (await server.ManageAsync(settings, question, cancellationToken).ConfigureAwait(false))!;
        try
        {
            tokens.Keep(settings, token, answer);
            return answer.ClientId == clientId
                ? answer
                : throw new MimException(MimErrorCause.InstallFailed, $"{settings.ClientEndpoint} is of another client than '{clientId}'.", clientId);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }
}
