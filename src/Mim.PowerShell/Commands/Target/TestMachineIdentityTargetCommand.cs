using System.Management.Automation;

using Mim.Core.Delivery;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Looks whether targets hold the current versions of their identities.</summary>
[Cmdlet(VerbsDiagnostic.Test, Nouns.Target)]
[OutputType(typeof(TargetTest))]
public sealed class TestMachineIdentityTargetCommand : TargetCommand
{
    private protected override void Process()
    {
        foreach (var target in ChosenTargets(orAll: true))
        {
            Attempt(target.Id, () => WriteObject(Session.Targets.TestAsync(target.Id, StopToken).GetAwaiter().GetResult()));
        }
    }
}
