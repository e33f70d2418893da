using System.Management.Automation;

using Mim.Core.Rotation;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Lists saved plans of rotations, newest first.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.RotationPlan, SupportsPaging = true)]
[OutputType(typeof(SavedPlan))]
public sealed class GetMachineIdentityRotationPlanCommand : MimCommand
{
    /// <summary>Ids of plans; all of them without.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(PlanIdCompleter))]
    public Guid[]? Id { get; set; }

    /// <summary>Only those with identities that they have not begun to rotate.</summary>
    [Parameter]
    public SwitchParameter Unapplied { get; set; }

    /// <summary>Also what they do with each identity.</summary>
    [Parameter]
    public SwitchParameter Items { get; set; }

    private protected override void Process()
    {
        var page = new Page(PagingParameters);
        var plans = Id?.Select(Found).OfType<SavedPlan>() ?? Session.RotationPlans.Find(StopToken);
        page.Write(this, plans
            .Where(plan => !Unapplied || plan.Begun < plan.Identities)
            .Take(page.Rows ?? int.MaxValue)
            .Select(WithItems));
    }

    private SavedPlan? Found(Guid id)
    {
        SavedPlan? plan = null;
        Attempt(id, () => plan = Session.RotationPlans.Get(id));
        return plan;
    }

    private PSObject WithItems(SavedPlan plan)
    {
        var shown = PSObject.AsPSObject(plan);
        if (Items)
        {
            PSObject[] items = [.. Session.RotationPlans.Items(plan.Id, StopToken).Select(Named)];
            shown.Properties.Add(new PSNoteProperty(nameof(Items), items));
        }

        return shown;
    }

    private PSObject Named(SavedPlanItem item)
    {
        var shown = PSObject.AsPSObject(item);
        shown.Properties.Add(new PSNoteProperty("Identity", Session.Identities.Get(item.IdentityId).Name));
        return shown;
    }
}
