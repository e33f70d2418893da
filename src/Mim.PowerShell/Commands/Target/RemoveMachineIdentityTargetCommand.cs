using System.Management.Automation;

using Mim.Core.Delivery;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Forgets targets. What they installed stays where it is, the previous copies are destroyed.</summary>
[Cmdlet(VerbsCommon.Remove, Nouns.Target, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveMachineIdentityTargetCommand : TargetCommand
{
    /// <summary>Also where a previous copy cannot be destroyed, as on a machine that is lost: the audit says what was left.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process()
    {
        // Read to the end before the first is removed.
        foreach (var target in ChosenTargets(orAll: false).ToList().Where(Asked))
        {
            Attempt(target.Id, () => Session.Targets.RemoveAsync(target.Id, Force, StopToken).GetAwaiter().GetResult());
        }
    }

    private bool Asked(Target target) =>
        ShouldProcess($"{target.Kind} {target.Address} of {target.Identity}", "Forget the target and leave what is installed");
}
