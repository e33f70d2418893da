using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Pki.Keys;

namespace Mim.Testing.Doubles;

/// <summary>An authorization server in memory, at one place only. It has a client's secret for as long as the client.</summary>
public sealed class FakeOAuthServer : IOAuthServer
{
    public const string Issuer = "http://127.0.0.1:1";
    public const string InitialToken = "Initial-Access-Token-1";
    private readonly KeyFactory _keys = new();

    /// <summary>The clients by their id.</summary>
    public ConcurrentDictionary<string, FakeOAuthClient> Clients { get; } = new(StringComparer.Ordinal);

    /// <summary>Called before each call with the method's name or the verb; what it throws, the server throws.</summary>
    public Action<string> Before { get; set; } = _ => { };

    /// <summary>Whether a client that is changed gets another registration access token.</summary>
    public bool RotatesTokens { get; set; }

    /// <summary>Whether everybody is let in.</summary>
    public bool IsOpen { get; set; }

    public static OAuthClientSettings Secrets => new()
    {
        Authentication = OAuthAuthentication.ClientSecretBasic, TokenEndpoint = $"{Issuer}/token", Issuer = Issuer, RegistrationEndpoint = $"{Issuer}/reg",
    };

    public static string EndpointOf(string clientId) => $"{Issuer}/reg/{clientId}";

    /// <summary>Where a client with keys is.</summary>
    public static OAuthClientSettings Keys(string clientId) => new()
    {
        Authentication = OAuthAuthentication.PrivateKeyJwt, TokenEndpoint = $"{Issuer}/token", ClientEndpoint = EndpointOf(clientId),
    };

    public Task<OAuthEndpoints> DiscoverAsync(string issuer, string? authorityFile, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Reach(nameof(DiscoverAsync), issuer, cancellationToken);
        return Task.FromResult(new OAuthEndpoints(Issuer, $"{Issuer}/token", $"{Issuer}/reg"));
    }

    public Task<ClientAnswer?> ManageAsync(OAuthClientSettings settings, ClientQuestion question, CancellationToken cancellationToken)
    {
        Reach(question.Verb.ToString(), question.Endpoint, cancellationToken);
        if (question.Verb == ClientVerb.Register)
        {
            Require(question, Text(question.Token) == InitialToken);
            RequireMetadata(question);
            var id = Random();
            return Task.FromResult<ClientAnswer?>(Answer(id, Clients[id] = new FakeOAuthClient(question.Metadata!, Random(), Random())));
        }

        var clientId = question.Endpoint[(question.Endpoint.LastIndexOf('/') + 1)..];
        Require(question, Clients.TryGetValue(clientId, out var client) && Text(question.Token) == client.Token);
        switch (question.Verb)
        {
            case ClientVerb.Delete:
                Clients.TryRemove(clientId, out _);
                return Task.FromResult<ClientAnswer?>(null);
            case ClientVerb.Update:
                RequireMetadata(question);
                client = Clients[clientId] = client! with { Metadata = question.Metadata!, Token = RotatesTokens ? Random() : client.Token };
                break;
        }

        return Task.FromResult<ClientAnswer?>(Answer(clientId, client!));
    }

    public Task<LoginAnswer> LogInAsync(OAuthClientSettings settings, AccountCredential credential, CancellationToken cancellationToken)
    {
        Reach(nameof(LogInAsync), settings.TokenEndpoint, cancellationToken);
        var isKnown = Clients.TryGetValue(credential.UserName, out var client) && (settings.HasKeys ? Publishes(client, credential) : client.Secret == Text(credential.Secret));
        return Task.FromResult(isKnown || IsOpen ? LoginAnswer.Accepted : LoginAnswer.Refused);
    }

    private bool Publishes(FakeOAuthClient client, AccountCredential credential)
    {
        using var key = ClientKey.Read(credential.Secret, _keys);
        var keys = JsonNode.Parse(client.Metadata)!["jwks"]?["keys"]?.AsArray() ?? [];
        return keys.Any(published => published!["kid"]!.GetValue<string>() == ClientKey.IdOf(key));
    }

    private void Reach(string method, string address, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Before(method);
        if (!address.StartsWith(Issuer + "/", StringComparison.Ordinal) && address != Issuer)
        {
            throw new MimException(MimErrorCause.InstallFailed, $"{address} does not answer.", address);
        }
    }

    private static void Require(ClientQuestion question, bool holds)
    {
        if (!holds)
        {
            throw new MimException(MimErrorCause.AccessDenied, $"{question.Endpoint} answers with status 401 (invalid_token).", question.Endpoint);
        }
    }

    private static void RequireMetadata(ClientQuestion question)
    {
        if (JsonNode.Parse(question.Metadata!)!["token_endpoint_auth_method"]?.GetValue<string>() is { } method && method.StartsWith("strange", StringComparison.Ordinal))
        {
            throw new MimException(MimErrorCause.InstallFailed, $"{question.Endpoint} answers with status 400 (invalid_client_metadata).", question.Endpoint);
        }
    }

    private static ClientAnswer Answer(string clientId, FakeOAuthClient client)
    {
        var metadata = JsonNode.Parse(client.Metadata)!.AsObject();
        metadata["client_id"] = clientId;
        return new ClientAnswer
        {
            ClientId = clientId,
            Secret = Material(client.Secret),
            Endpoint = EndpointOf(clientId),
            Token = Material(client.Token),
            Metadata = metadata.ToJsonString(),
        };
    }

    private static string Random() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    private static string? Text(KeyMaterial? secret) => secret is null ? null : Encoding.UTF8.GetString(secret.Span);

    private static KeyMaterial Material(string text) => KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));
}
