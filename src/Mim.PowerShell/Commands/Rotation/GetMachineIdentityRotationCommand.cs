using System.Management.Automation;

using Mim.Core.Rotation;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Lists rotations, newest first.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.Rotation, SupportsPaging = true)]
[OutputType(typeof(RotationRecord))]
public sealed class GetMachineIdentityRotationCommand : RotationCommand
{
    /// <summary>How they stand.</summary>
    [Parameter]
    public RotationOutcome[] Outcome { get; set; } = [];

    /// <summary>Only those that Resume-MachineIdentityRotation would go on with.</summary>
    [Parameter]
    public SwitchParameter Unfinished { get; set; }

    /// <summary>Also their journals.</summary>
    [Parameter]
    public SwitchParameter Journal { get; set; }

    private protected override void Process()
    {
        var page = new Page(PagingParameters);
        var query = new RotationQuery { Outcomes = Outcome, First = Unfinished ? null : page.Rows };
        var rotations = AreNamed ? Named()
            : !IsChosen ? Session.Rotation.Find(query, StopToken)
            : Chosen().SelectMany(identity => Session.Rotation.Find(query with { IdentityId = identity.Id }, StopToken));
        if (Unfinished)
        {
            var resumable = Session.Rotation.Resumable(isForced: true, StopToken).Select(rotation => rotation.Id).ToHashSet();
            rotations = rotations.Where(rotation => resumable.Contains(rotation.Id));
        }

        page.Write(this, rotations.Take(page.Rows ?? int.MaxValue).Select(WithJournal));
    }

    private PSObject WithJournal(RotationRecord rotation)
    {
        var shown = PSObject.AsPSObject(rotation);
        if (Journal)
        {
            shown.Properties.Add(new PSNoteProperty(nameof(Journal), Session.Rotation.Journal(rotation.Id)));
        }

        return shown;
    }
}
