using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Saves what a rotation would do, to be looked at and applied once.</summary>
[Cmdlet(VerbsCommon.New, Nouns.RotationPlan, SupportsShouldProcess = true)]
[OutputType(typeof(SavedPlan))]
public sealed class NewMachineIdentityRotationPlanCommand : IdentityCommand
{
    private readonly List<Guid> _ids = [];

    /// <summary>Only what is due; everything that is due when no identity is chosen.</summary>
    [Parameter]
    public SwitchParameter Due { get; set; }

    private protected override IReadOnlyList<IdentityKind> Kinds => Session.Rotation.Kinds;

    private protected override void Process() => _ids.AddRange(Meant()
        .Where(identity => ShouldProcess(identity.Name, $"Plan to rotate version {identity.Version}"))
        .Select(identity => identity.Id));

    private protected override void End()
    {
        if (_ids.Count > 0)
        {
            Attempt(null, () => WriteObject(Session.RotationPlans.Save(_ids, StopToken)));
        }
    }

    private IEnumerable<MachineIdentity> Meant()
    {
        if (!Due)
        {
            return Chosen();
        }

        var due = Session.Rotation.Due(StopToken);
        return IsChosen ? Chosen().IntersectBy(due, identity => identity.Id) : due.Select(Session.Identities.Get);
    }
}
