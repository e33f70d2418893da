using System.Management.Automation;

using Mim.Core.Rotation;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Goes on with rotations that were left unfinished.</summary>
[Cmdlet(VerbsLifecycle.Resume, Nouns.Rotation, SupportsShouldProcess = true)]
[OutputType(typeof(RotationResult))]
public sealed class ResumeMachineIdentityRotationCommand : RotationCommand
{
    private protected override void Process()
    {
        var ids = Meant().Where(Asked).Select(rotation => rotation.Id).ToList();
        if (ids.Count > 0)
        {
            Run("Resuming rotations", ids.Count, (_, token) => Session.Rotation.ResumeAsync(ids, token));
        }
    }

    private List<RotationRecord> Meant()
    {
        if (AreNamed)
        {
            return [.. Named()];
        }

        var resumable = Session.Rotation.Resumable(StopToken).ToList();
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
