using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Risk;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Says what is wrong with the certificates and keys of the inventory.</summary>
[Cmdlet(VerbsDiagnostic.Test, Nouns.Identity)]
[OutputType(typeof(IdentityHealth))]
public sealed class TestMachineIdentityCommand : IdentityCommand
{
    private KeySurvey? _survey;

    /// <summary>Only findings of this severity and above, and only identities that have one.</summary>
    [Parameter]
    public HealthSeverity? MinimumSeverity { get; set; }

    private protected override void Process()
    {
        foreach (var identity in IsChosen ? Chosen() : Find(new IdentityQuery()))
        {
            // What keys have in common shows only beside all the others, so the first one has to wait for that.
            _survey ??= Survey();
            Attempt(identity.Name, () => Write(Session.Health.Inspect(identity, _survey)));
        }
    }

    private KeySurvey Survey()
    {
        var meter = new ProgressMeter(this, "Comparing the keys of the inventory", Session.Time);
        var survey = Session.Health.Survey(meter, StopToken);
        meter.Complete();
        if (survey.WeakKeyCount == 0)
        {
            WriteVerbose("No list of Debian's weak keys is installed, so the rule DebianWeakKey is not looked at; see Get-Help Test-MachineIdentity.");
        }

        return survey;
    }

    private void Write(IdentityHealth health)
    {
        if (MinimumSeverity is not { } least)
        {
            WriteObject(health);
        }
        else if (health.From(least) is { } grave)
        {
            WriteObject(grave);
        }
    }
}
