using System.Management.Automation;
using System.Runtime.CompilerServices;

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
            Attempt(target.Id, () => Test(target.Id));
        }
    }

    private void Test(Guid id)
    {
        using var pump = new PipelinePump(StopToken);
        SessionScripts.Run(Session, pump, OneAsync(id, pump.Token), WriteObject);
    }

    private async IAsyncEnumerable<TargetTest> OneAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await Session.Targets.TestAsync(id, cancellationToken).ConfigureAwait(false);
    }
}
