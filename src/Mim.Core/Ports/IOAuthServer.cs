using Mim.Core.Accounts;
using Mim.Core.Accounts.OAuth;

namespace Mim.Core.Ports;

/// <summary>
/// Speaks with authorization servers about their clients. No secret and no token shows in a message; redirections are not followed.
/// Thread-safe.
/// </summary>
public interface IOAuthServer
{
    /// <summary>Reads what an issuer says of itself (RFC 8414 section 3, OpenID Connect Discovery 1.0 section 4).</summary>
    /// <param name="issuer">Its address; what is read must name the same.</param>
    /// <param name="authorityFile">As of <see cref="OAuthClientSettings.AuthorityFile"/>.</param>
    /// <param name="timeout">For each request.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InvalidArgument"/>: no address; <see cref="MimErrorCause.InstallFailed"/>: no answer, or another issuer's.
    /// </exception>
    Task<OAuthEndpoints> DiscoverAsync(string issuer, string? authorityFile, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>One request for the registration of a client. The answer is the caller's to dispose, null for one that was deleted.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AccessDenied"/>: the token is not taken, which is also what is said of a client that is gone (RFC 7592
    /// section 2); <see cref="MimErrorCause.InstallFailed"/>: it is refused, or there is no answer that can be understood.
    /// </exception>
    Task<ClientAnswer?> ManageAsync(OAuthClientSettings settings, ClientQuestion question, CancellationToken cancellationToken);

    /// <summary>Asks for an access token by the grant of client credentials (RFC 6749 section 4.4), and forgets it.</summary>
    /// <param name="settings">Where, and how the client shows who it is.</param>
    /// <param name="credential">Id of the client, and its secret or its private key in PEM. Stays the caller's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Refused only where the server says that the client is not who it says (<c>invalid_client</c>, or status 401).</returns>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: it is refused for another reason, or there is no answer.</exception>
    Task<LoginAnswer> LogInAsync(OAuthClientSettings settings, AccountCredential credential, CancellationToken cancellationToken);
}
