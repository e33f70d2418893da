using System.Management.Automation;

using Mim.Core.Identities;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Brings a tier back to its built-in policy.</summary>
[Cmdlet(VerbsCommon.Remove, Nouns.Policy, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveMachineIdentityPolicyCommand : MimCommand
{
    /// <summary>The tiers.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public Criticality[] Criticality { get; set; } = [];

    private protected override void Process()
    {
        foreach (var tier in Criticality.Where(tier => ShouldProcess(tier.ToString(), "Remove policy")))
        {
            Attempt(tier, () => Remove(tier));
        }
    }

    private void Remove(Criticality tier)
    {
        if (!Session.Policies.Remove(tier, StopToken))
        {
            WriteVerbose($"The {tier} policy is the built-in one already.");
        }
    }
}
