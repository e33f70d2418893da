using System.Management.Automation;
using System.Security;

using Mim.Core.Identities;
using Mim.Core.Vault;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Takes secrets into the store, or generates them there.</summary>
[Cmdlet(VerbsCommon.New, Nouns.Secret, SupportsShouldProcess = true)]
[OutputType(typeof(MachineIdentity))]
public sealed class NewMachineSecretCommand : MakingCommand
{
    /// <summary>The value; it is generated when neither this nor a credential is given.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNull]
    public SecureString? Secret { get; set; }

    /// <summary>The value with its user name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The account that it opens.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? UserName { get; set; }

    /// <summary>Characters to generate. Not by property name: a name that is piped in has a length too.</summary>
    [Parameter]
    public int? Length { get; set; }

    /// <summary>Classes of characters to generate it of.</summary>
    [Parameter]
    public SecretCharacters[] Characters { get; set; } = [];

    /// <summary>Leave out characters that people confuse.</summary>
    [Parameter]
    public SwitchParameter Unambiguous { get; set; }

    private protected override void Process() => Attempt(Name, Make);

    private void Make()
    {
        var input = new SecretInput(Secret, Credential, Length, Characters, Unambiguous);
        using var value = input.Value();
        var wanted = Filled(new NewSecret
        {
            Name = Name,
            Value = value,
            Recipe = input.Recipe,
            UserName = Said(UserName) ?? input.UserName,
        });
        Make(
            Name,
            value is null ? "Generate secret" : "Store secret",
            () => Session.Secrets.Check(wanted, StopToken),
            () => Session.Secrets.Create(wanted, StopToken));
    }
}
