using System.Management.Automation;
using System.Security;

using Mim.Core.Accounts.OAuth;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Takes clients of authorization servers into the inventory, so that their keys and secrets are rotated where they live.</summary>
[Cmdlet(VerbsLifecycle.Register, Nouns.OAuthClient, SupportsShouldProcess = true)]
[OutputType(typeof(MachineIdentity))]
public sealed class RegisterMachineOAuthClientCommand : OAuthServerCommand
{
    /// <summary>The client with the secret or the private key that it has.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The client whose first key is to be made.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ClientId { get; set; }

    /// <summary>Where the client is managed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ClientEndpoint { get; set; }

    /// <summary>The registration access token of a client that has a secret.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? ClientToken { get; set; }

    /// <summary>Secret that is the token by which clients are registered, or the client with keys is managed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdentityNameCompleter))]
    public string? Administrator { get; set; }

    /// <summary>Of the keys that are made.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public KeyAlgorithm? KeyAlgorithm { get; set; }

    private protected override void Process() => Attempt(Name, Register);

    private void Register()
    {
        var clientEndpoint = Said(ClientEndpoint);
        using var credential = Secrets.Utf8OrNull(Credential?.Password);
        using var token = Secrets.Utf8OrNull(ClientToken);
        var wanted = Filled(new NewOAuthClient
        {
            Name = Name,
            Settings = Settings(clientEndpoint),
            ClientId = Said(Credential?.UserName) ?? Said(ClientId),
            Credential = credential,
            ClientEndpoint = HasKeys ? null : clientEndpoint,
            ClientToken = token,
            KeyAlgorithm = KeyAlgorithm ?? Core.Issuing.KeyAlgorithm.EcdsaP256,
            Administrator = Said(Administrator),
        });
        Make(
            Name,
            $"Register OAuth client{(wanted.ClientId is { } client ? $" {client}" : "")} at {wanted.Settings.TokenEndpoint}",
            () => Session.OAuthClients.Check(wanted, StopToken),
            () => Session.OAuthClients.RegisterAsync(wanted, StopToken).GetAwaiter().GetResult());
    }
}
