using System.Management.Automation;

using Mim.Core.Identities;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Deletes versions of secrets, or destroys them.</summary>
[Cmdlet(VerbsCommon.Remove, Nouns.Secret, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(MachineIdentity))]
public sealed class RemoveMachineSecretCommand : SecretVersionCommand
{
    /// <summary>For good, so that nothing brings the value back.</summary>
    [Parameter]
    public SwitchParameter Destroy { get; set; }

    private protected override string Action => Destroy ? "Destroy secret" : "Delete secret";

    private protected override MachineIdentity Change(MachineIdentity identity) =>
        Session.Secrets.Remove(identity.Id, Version, Destroy, StopToken);
}
