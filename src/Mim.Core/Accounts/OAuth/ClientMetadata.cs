using System.Text.Json;
using System.Text.Json.Nodes;
using Mim.Core.Ports;
using Mim.Core.Tokens.Jose;

namespace Mim.Core.Accounts.OAuth;

/// <summary>What a server is told of a client (RFC 7591 section 2), as JSON. Pure; what is not known here stays as it is.</summary>
internal static class ClientMetadata
{
    private const string Authentication = "token_endpoint_auth_method";
    private const string SigningAlgorithm = "token_endpoint_auth_signing_alg";
    private const string Keys = "jwks";
    private const string KeyId = "kid";

    /// <summary>A client that does no more than get access tokens for itself.</summary>
    public static string New(string name, OAuthClientSettings settings)
    {
        var client = new JsonObject
        {
            ["client_name"] = name,
            ["grant_types"] = new JsonArray("client_credentials"),
            ["response_types"] = new JsonArray(),
            ["redirect_uris"] = new JsonArray(),
            [Authentication] = settings.Authentication.Name(),
        };
        if (settings.Scope is { } scope)
        {
            client["scope"] = scope;
        }

        return client.ToJsonString();
    }

    /// <summary>The like of a client that is there, to be registered as another one.</summary>
    public static string Successor(string metadata, OAuthClientSettings settings) => Changed(metadata, client =>
    {
        client.Remove("client_id");
        client[Authentication] = settings.Authentication.Name();
        return true;
    })!;

    /// <summary>With one key more; null when it is published already.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.Unsupported"/>: it publishes its keys itself; <see cref="MimErrorCause.InstallFailed"/>: no key set.
    /// </exception>
    public static string? WithKey(string metadata, PublishedKey key, IJsonWebKeyCodec codec) => Changed(metadata, client =>
    {
        if (client["jwks_uri"] is { } place)
        {
            throw new MimException(MimErrorCause.Unsupported, $"The client publishes its keys at {place} itself, and not with its server.");
        }

        var keys = KeysOf(client);
        var isThere = keys.Any(one => IdOf(one) == key.KeyId);
        var name = OAuthAuthentication.PrivateKeyJwt.Name();
        if (isThere && client[Authentication]?.GetValue<string>() == name)
        {
            return false;
        }

        if (!isThere)
        {
            keys.Add(JsonNode.Parse(codec.Write([key]))!["keys"]![0]!.DeepClone());
        }

        // One algorithm for all keys would shut out the old key or the new one.
        if (client[SigningAlgorithm]?.GetValue<string>() is { } only && only != key.Algorithm)
        {
            client.Remove(SigningAlgorithm);
        }

        client[Authentication] = name;
        return true;
    });

    /// <summary>Without some keys; null when none of them is published.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: no key set.</exception>
    public static string? WithoutKeys(string metadata, IReadOnlySet<string> keyIds) => Changed(
        metadata,
        client => KeysOf(client).RemoveAll(key => IdOf(key) is { } id && keyIds.Contains(id)) > 0);

    private static string? Changed(string metadata, Func<JsonObject, bool> change)
    {
        try
        {
            var client = JsonNode.Parse(metadata)!.AsObject();
            return change(client) ? client.ToJsonString() : null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or JsonException)
        {
            // A member of another type than it must be.
            throw new MimException(MimErrorCause.InstallFailed, "What the server says of the client is not what RFC 7591 section 2 has.", inner: exception);
        }
    }

    private static JsonArray KeysOf(JsonObject client)
    {
        if (client[Keys] is null)
        {
            client[Keys] = new JsonObject { ["keys"] = new JsonArray() };
        }

        return client[Keys]!["keys"]?.AsArray() ?? throw new InvalidOperationException("There is no set of keys.");
    }

    private static string? IdOf(JsonNode? key) => key?[KeyId]?.GetValue<string>();
}
