using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Lists the policies by tier.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.Policy)]
[OutputType(typeof(IdentityPolicy))]
public sealed class GetMachineIdentityPolicyCommand : MimCommand
{
    /// <summary>Tiers; all when left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public Criticality[] Criticality { get; set; } = Enum.GetValues<Criticality>();

    private protected override void Process() =>
        WriteObject(Session.Policies.Get().Where(policy => Criticality.Contains(policy.Criticality)), enumerateCollection: true);
}
