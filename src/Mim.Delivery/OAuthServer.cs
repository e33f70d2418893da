using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Ports;
using Mim.Delivery.Accounts;
using Mim.Delivery.Accounts.Http;
using Mim.Delivery.Accounts.OAuth;

namespace Mim.Delivery;

/// <summary>Authorization servers, over HTTP/1.1.</summary>
public sealed class OAuthServer(IKeyFactory keys, IJsonWebTokenCodec tokens, TimeProvider time) : IOAuthServer
{
    private const int Unauthorized = 401;
    private const int NotFound = 404;
    private const string OAuthSuffix = "/.well-known/oauth-authorization-server";
    private const string OpenIdSuffix = "/.well-known/openid-configuration";
    private readonly OAuthExchange _exchange = new(new AccountDialer(time));

    public async Task<OAuthEndpoints> DiscoverAsync(string issuer, string? authorityFile, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var address = OAuthRules.Address(issuer);
        var path = address.AbsolutePath.TrimEnd('/');

        // One goes before the path of the issuer and the other after it (RFC 8414 sections 3 and 5).
        return await ReadAsync(new Uri(address, OAuthSuffix + path)).ConfigureAwait(false)
            ?? await ReadAsync(new Uri(address, path + OpenIdSuffix)).ConfigureAwait(false)
            ?? throw new MimException(MimErrorCause.InstallFailed, $"'{issuer}' does not say where its endpoints are (RFC 8414).", issuer);

        async Task<OAuthEndpoints?> ReadAsync(Uri place)
        {
            using var reply = await _exchange.SendAsync(place, authorityFile, timeout, at => new HttpRequest("GET", at), cancellationToken).ConfigureAwait(false);
            return reply.Status == NotFound ? null
                : reply.IsSuccess ? OAuthExchange.Read(place, () => OAuthJson.Read(reply.Content, answer => EndpointsOf(answer, issuer)))
                : throw OAuthExchange.Refusal(place, reply);
        }
    }

    public async Task<ClientAnswer?> ManageAsync(OAuthClientSettings settings, ClientQuestion question, CancellationToken cancellationToken)
    {
        var address = OAuthRules.Address(question.Endpoint);
        var content = question.Metadata is null ? [] : Encoding.UTF8.GetBytes(question.Metadata);
        using var reply = await _exchange.SendAsync(
            address,
            settings.AuthorityFile,
            settings.Timeout,
            path => new HttpRequest(MethodOf(question.Verb), path) { Token = question.Token, Content = content },
            cancellationToken).ConfigureAwait(false);
        return !reply.IsSuccess ? throw OAuthExchange.Refusal(address, reply)
            : question.Verb == ClientVerb.Delete ? null
            : OAuthExchange.Read(address, () => ClientJson.Read(reply.Content, address));
    }

    public async Task<LoginAnswer> LogInAsync(OAuthClientSettings settings, AccountCredential credential, CancellationToken cancellationToken)
    {
        var address = OAuthRules.Address(settings.TokenEndpoint);
        using var request = TokenRequest.Of(settings, credential, keys, tokens, time.GetUtcNow());
        using var reply = await _exchange.SendAsync(address, settings.AuthorityFile, settings.Timeout, request.At, cancellationToken).ConfigureAwait(false);
        if (reply.IsSuccess)
        {
            return OAuthExchange.Read(address, () => OAuthJson.Read(reply.Content, HasToken)) ? LoginAnswer.Accepted
                : throw new MimException(MimErrorCause.InstallFailed, $"{settings.TokenEndpoint} gives no access token.", settings.TokenEndpoint);
        }

        return reply.Status == Unauthorized || OAuthJson.ErrorOf(reply.Content) == "invalid_client" ? LoginAnswer.Refused
            : throw new MimException(MimErrorCause.InstallFailed, OAuthExchange.Refusal(address, reply).Message, settings.TokenEndpoint);
    }

    private static bool HasToken(JsonElement answer) =>
        answer.TryGetProperty("access_token", out var token) && token.ValueKind == JsonValueKind.String && JsonMarshal.GetRawUtf8Value(token).Length > 2;

    private static string MethodOf(ClientVerb verb) => verb switch
    {
        ClientVerb.Register => "POST",
        ClientVerb.Update => "PUT",
        ClientVerb.Delete => "DELETE",
        _ => "GET",
    };

    /// <summary>Another issuer's are not taken (RFC 8414 section 3.3).</summary>
    private static OAuthEndpoints EndpointsOf(JsonElement answer, string issuer)
    {
        var (named, token) = (OAuthJson.Text(answer, "issuer"), OAuthJson.Text(answer, "token_endpoint"));
        return named?.TrimEnd('/') != issuer.TrimEnd('/') ? throw new InvalidDataException("it tells of another issuer.")
            : token is null ? throw new InvalidDataException("it has no token endpoint.")
            : new OAuthEndpoints(named, token, OAuthJson.Text(answer, "registration_endpoint"));
    }
}
