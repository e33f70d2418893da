using System.Globalization;
using System.Text;
using Mim.Core.Accounts;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Tokens.Jose;
using Mim.Delivery.Accounts.Http;

namespace Mim.Delivery.Accounts.OAuth;

/// <summary>Asks for an access token for the client itself (RFC 6749 section 4.4.2). Owns the secrets in it.</summary>
internal sealed class TokenRequest : IDisposable
{
    /// <summary>How far behind the clock of a server may be.</summary>
    private static readonly TimeSpan _tolerance = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _life = TimeSpan.FromMinutes(1);
    private readonly KeyMaterial _content;
    private readonly AccountCredential? _by;

    private TokenRequest(KeyMaterial content, AccountCredential? by) => (_content, _by) = (content, by);

    /// <exception cref="Core.MimException"><see cref="Core.MimErrorCause.InvalidKey"/>: no key that signs JSON Web Tokens.</exception>
    public static TokenRequest Of(
        OAuthClientSettings settings, AccountCredential credential, IKeyFactory keys, IJsonWebTokenCodec tokens, DateTimeOffset now)
    {
        using var form = new FormWriter();
        form.Add("grant_type"u8, "client_credentials"u8);
        if (settings.Scope is { } scope)
        {
            form.Add("scope"u8, Encoding.ASCII.GetBytes(scope));
        }

        var id = Encoding.UTF8.GetBytes(credential.UserName);
        switch (settings.Authentication)
        {
            case OAuthAuthentication.ClientSecretBasic:
                // Both are escaped before they are put together (RFC 6749 section 2.3.1).
                using (var name = FormWriter.Escaped(id))
                {
                    return new TokenRequest(
                        form.ToKeyMaterial(), new AccountCredential(Encoding.ASCII.GetString(name.Span), FormWriter.Escaped(credential.Secret.Span)));
                }

            case OAuthAuthentication.ClientSecretPost:
                form.Add("client_id"u8, id);
                form.Add("client_secret"u8, credential.Secret.Span);
                break;
            default:
                using (var assertion = Assertion(settings, credential, keys, tokens, now))
                {
                    form.Add("client_id"u8, id);
                    form.Add("client_assertion_type"u8, "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"u8);
                    form.Add("client_assertion"u8, assertion.Span);
                }

                break;
        }

        return new TokenRequest(form.ToKeyMaterial(), by: null);
    }

    /// <summary>The request, which is good as long as this is.</summary>
    public HttpRequest At(string path) => new("POST", path) { By = _by, Content = _content.Memory, ContentType = "application/x-www-form-urlencoded" };

    public void Dispose()
    {
        _content.Dispose();
        _by?.Dispose();
    }

    /// <summary>A token that is good once, for a moment and for this server (RFC 7523 section 3).</summary>
    private static KeyMaterial Assertion(
        OAuthClientSettings settings, AccountCredential credential, IKeyFactory keys, IJsonWebTokenCodec tokens, DateTimeOffset now)
    {
        using var key = ClientKey.Read(credential.Secret, keys);
        var claims = new TokenClaims
        {
            Issuer = credential.UserName,
            Subject = credential.UserName,
            Audiences = [settings.Issuer ?? settings.TokenEndpoint],
            TokenId = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
            IssuedAt = now - _tolerance,
            ExpiresAt = now + _life,
        };
        return tokens.Sign(claims, ClientKey.IdOf(key), key);
    }
}
