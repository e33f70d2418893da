using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Rotates identities: a new version is issued, installed, proved and activated, then the old one is retired.</summary>
[Cmdlet(VerbsLifecycle.Invoke, Nouns.Rotation, SupportsShouldProcess = true)]
[OutputType(typeof(RotationResult))]
public sealed class InvokeMachineIdentityRotationCommand : DeliveringCommand
{
    /// <summary>Only what is due; everything that is due when no identity is chosen.</summary>
    [Parameter]
    public SwitchParameter Due { get; set; }

    private protected override IReadOnlyList<IdentityKind> Kinds => [IdentityKind.Certificate];

    private protected override void Process()
    {
        // All are asked about before the first is rotated: rotating while reading would show some of them twice.
        var ids = Meant().Where(Asked).Select(identity => identity.Id).ToList();
        if (ids.Count > 0)
        {
            Run("Rotating identities", ids.Count, (progress, token) =>
                Session.Rotation.RotateAsync(ids, new RotationOptions { OnlyIfDue = Due, Progress = progress }, token));
        }
    }

    private List<MachineIdentity> Meant() => Due && !IsChosen
        ? [.. Session.Rotation.Due(StopToken).Select(Session.Identities.Get)]
        : [.. Chosen()];

    private bool Asked(MachineIdentity identity)
    {
        if (!IsWhatIf)
        {
            return ShouldProcess(identity.Name, $"Rotate version {identity.Version}");
        }

        foreach (var step in Session.Rotation.Plan(identity.Id, StopToken))
        {
            ShouldProcess($"{identity.Name}: {step.Step}: {step.Description}.", null, null);
        }

        return false;
    }
}
