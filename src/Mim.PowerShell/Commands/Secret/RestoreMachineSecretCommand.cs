using System.Management.Automation;

using Mim.Core.Identities;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Brings deleted versions of secrets back.</summary>
[Cmdlet(VerbsData.Restore, Nouns.Secret, SupportsShouldProcess = true)]
[OutputType(typeof(MachineIdentity))]
public sealed class RestoreMachineSecretCommand : SecretVersionCommand
{
    private protected override string Action => "Restore secret";

    private protected override MachineIdentity Change(MachineIdentity identity) => Session.Secrets.Restore(identity.Id, Version, StopToken);
}
