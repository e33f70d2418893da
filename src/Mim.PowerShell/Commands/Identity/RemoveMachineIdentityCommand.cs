using System.Management.Automation;

using Mim.Core.Identities;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Disposes of identities: their keys are destroyed, the record stays.</summary>
[Cmdlet(VerbsCommon.Remove, Nouns.Identity, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(MachineIdentity))]
public sealed class RemoveMachineIdentityCommand : IdentityCommand
{
    /// <summary>Why, for the record.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Reason { get; set; }

    /// <summary>Also where a previous copy cannot be destroyed, as on a machine that is lost: the audit says what was left.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emit the identities as they are recorded now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        foreach (var identity in Chosen().Where(Asked))
        {
            Attempt(identity.Name, () => Remove(identity.Id));
        }
    }

    private bool Asked(MachineIdentity identity) =>
        ShouldProcess($"{identity.Name} ({identity.Kind})", "Destroy the keys and keep the record");

    private void Remove(Guid id)
    {
        var removed = Session.Disposer.DisposeOfAsync(id, Reason, Force, StopToken).GetAwaiter().GetResult();
        if (PassThru)
        {
            WriteObject(removed);
        }
    }
}
