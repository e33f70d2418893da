namespace Mim.Core.Accounts.OAuth;

/// <summary>What belongs to each way of authentication.</summary>
public static class OAuthAuthentications
{
    /// <summary>As client metadata has it (RFC 7591 section 2, <c>token_endpoint_auth_method</c>).</summary>
    public static string Name(this OAuthAuthentication authentication) => authentication switch
    {
        OAuthAuthentication.ClientSecretBasic => "client_secret_basic",
        OAuthAuthentication.ClientSecretPost => "client_secret_post",
        _ => "private_key_jwt",
    };
}
