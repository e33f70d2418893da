using System.Management.Automation;

using Mim.Core.Policies;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Holds identities against the policy of their tier.</summary>
[Cmdlet(VerbsDiagnostic.Test, Nouns.Policy)]
[OutputType(typeof(PolicyTestResult))]
public sealed class TestMachineIdentityPolicyCommand : IdentityCommand
{
    private protected override void Process()
    {
        foreach (var identity in Chosen())
        {
            WriteObject(new PolicyTestResult(identity, Session.Policies.Test(identity)));
        }
    }
}
