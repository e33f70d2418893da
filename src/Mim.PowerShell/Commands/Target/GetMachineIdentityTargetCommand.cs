using System.Management.Automation;

using Mim.Core.Delivery;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Lists targets.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.Target)]
[OutputType(typeof(Target))]
public sealed class GetMachineIdentityTargetCommand : TargetCommand
{
    private protected override void Process()
    {
        foreach (var target in ChosenTargets(orAll: true))
        {
            WriteObject(target);
        }
    }
}
