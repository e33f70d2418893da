namespace Mim.Core.Accounts.OAuth;

/// <summary>How a client shows at the token endpoint who it is (OpenID Connect Core 1.0 section 9). Stores keep the name.</summary>
public enum OAuthAuthentication
{
    /// <summary>Its secret, in the header of HTTP Basic (RFC 6749 section 2.3.1).</summary>
    ClientSecretBasic,

    /// <summary>Its secret, among the parameters of the request (RFC 6749 section 2.3.1).</summary>
    ClientSecretPost,

    /// <summary>A JSON Web Token that it signs, so that no secret leaves it (RFC 7523 section 2.2).</summary>
    PrivateKeyJwt,
}
