using System.Management.Automation;

using Mim.Core.Identities;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Gives accounts up: they are rotated here no more. The record stays.</summary>
[Cmdlet(VerbsLifecycle.Unregister, Nouns.Account, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(MachineIdentity))]
public sealed class UnregisterMachineAccountCommand : KnownAccountCommand
{
    /// <summary>Why, for the record.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Reason { get; set; }

    /// <summary>Also while a rotation is not finished, and where previous copies at consumers cannot be destroyed.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emit the identities as they are recorded now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        // Read to the end before the first is given up.
        foreach (var identity in Chosen().ToList())
        {
            Attempt(identity.Name, () => Unregister(identity));
        }
    }

    private void Unregister(MachineIdentity identity)
    {
        if (IsWhatIf)
        {
            Session.AccountRegister.Check(identity.Id, Force, StopToken);
        }

        if (!ShouldProcess(identity.Name, "Forget how the account is rotated and where its consumers are, and keep the record"))
        {
            return;
        }

        var given = Session.AccountRegister.UnregisterAsync(identity.Id, Reason, Force, StopToken).GetAwaiter().GetResult();
        if (PassThru)
        {
            WriteObject(given);
        }
    }
}
