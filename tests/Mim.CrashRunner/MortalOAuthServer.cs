using Mim.Core.Accounts;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Ports;

namespace Mim.CrashRunner;

/// <summary>A real authorization server; a word with it may be the last thing that happens.</summary>
internal sealed class MortalOAuthServer(IOAuthServer inner, IWitness witness) : IOAuthServer
{
    public Task<OAuthEndpoints> DiscoverAsync(string issuer, string? authorityFile, TimeSpan timeout, CancellationToken cancellationToken) =>
        inner.DiscoverAsync(issuer, authorityFile, timeout, cancellationToken);

    public Task<ClientAnswer?> ManageAsync(OAuthClientSettings settings, ClientQuestion question, CancellationToken cancellationToken) =>
        Task.FromResult(witness.Around(() => inner.ManageAsync(settings, question, cancellationToken).GetAwaiter().GetResult()));

    public Task<LoginAnswer> LogInAsync(OAuthClientSettings settings, AccountCredential credential, CancellationToken cancellationToken) =>
        Task.FromResult(witness.Around(() => inner.LogInAsync(settings, credential, cancellationToken).GetAwaiter().GetResult()));
}
