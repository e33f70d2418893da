using System.Management.Automation;

using Mim.Core;
using Mim.Core.Accounts.OAuth;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that is told of an authorization server.</summary>
public abstract class OAuthServerCommand : MakingCommand
{
    /// <summary>Address of the issuer, which says where its endpoints are.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? Issuer { get; set; }

    /// <summary>How the client shows who it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public OAuthAuthentication? Authentication { get; set; }

    /// <summary>What access is asked for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Scope { get; set; }

    /// <summary>Where access tokens are given out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TokenEndpoint { get; set; }

    /// <summary>Where clients are registered.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? RegistrationEndpoint { get; set; }

    /// <summary>PEM file with the authorities that the server's certificate is trusted by.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AuthorityFile { get; set; }

    /// <summary>How long each request may take.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Span]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Whether the client is known by keys.</summary>
    private protected bool HasKeys => Authentication == OAuthAuthentication.PrivateKeyJwt;

    /// <summary>What was said, and what the issuer says where nothing was.</summary>
    /// <param name="clientEndpoint">Where a client with keys is managed.</param>
    private protected OAuthClientSettings Settings(string? clientEndpoint)
    {
        var (authorities, timeout) = (AuthorityFile is null ? null : Files.Existing(AuthorityFile), Timeout ?? OAuthClientSettings.DefaultTimeout);
        var (tokens, registration) = (Said(TokenEndpoint), HasKeys ? null : Said(RegistrationEndpoint));
        if (tokens is null || (!HasKeys && registration is null))
        {
            var issuer = Said(Issuer) ?? throw new MimException(
                MimErrorCause.InvalidArgument, $"Say the issuer of '{Name}', or where its endpoints are.", Name);
            var found = Session.OAuthClients.DiscoverAsync(issuer, authorities, timeout, StopToken).GetAwaiter().GetResult();
            (tokens, registration) = (tokens ?? found.TokenEndpoint, HasKeys ? null : registration ?? found.RegistrationEndpoint);
        }

        return new OAuthClientSettings
        {
            Authentication = Authentication ?? OAuthAuthentication.ClientSecretBasic,
            TokenEndpoint = tokens,
            Issuer = Said(Issuer),
            RegistrationEndpoint = registration,
            ClientEndpoint = HasKeys ? clientEndpoint : null,
            Scope = Said(Scope),
            AuthorityFile = authorities,
            Timeout = timeout,
        };
    }
}
