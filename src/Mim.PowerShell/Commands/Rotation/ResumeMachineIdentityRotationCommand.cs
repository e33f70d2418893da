using System.Management.Automation;

using Mim.Core.Rotation;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Goes on with rotations that were left unfinished.</summary>
[Cmdlet(VerbsLifecycle.Resume, Nouns.Rotation, SupportsShouldProcess = true)]
[OutputType(typeof(RotationResult))]
public sealed class ResumeMachineIdentityRotationCommand : RotationCommand
{
    /// <summary>Install outside maintenance windows too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process()
    {
        var ids = Meant().Where(Asked).Select(rotation => rotation.Id).ToList();
        if (ids.Count > 0)
        {
            Run("Resuming rotations", ids.Count, (_, token) => Session.Rotation.ResumeAsync(ids, new RotationOptions { Force = Force }, token));
        }
    }

    private List<RotationRecord> Meant()
    {
        if (AreNamed)
        {
            return [.. Named()];
        }

        var resumable = Session.Rotation.Resumable(Force, StopToken).ToList();
        if (!IsChosen)
        {
            return resumable;
        }

        var chosen = Chosen().Select(identity => identity.Id).ToHashSet();
        return [.. resumable.Where(rotation => chosen.Contains(rotation.IdentityId))];
    }

    private bool Asked(RotationRecord rotation) =>
        ShouldProcess(rotation.Identity, $"Go on with the rotation to version {rotation.NewVersion}, {rotation.Outcome} at {rotation.Step}");
}
