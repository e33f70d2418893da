using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Rotates identities: a new version is issued, installed, proved and activated, then the old one is retired.</summary>
[Cmdlet(VerbsLifecycle.Invoke, Nouns.Rotation, SupportsShouldProcess = true)]
[OutputType(typeof(RotationResult))]
public sealed class InvokeMachineIdentityRotationCommand : WaveCommand
{
    /// <summary>Only what is due; everything that is due when no identity is chosen.</summary>
    [Parameter]
    public SwitchParameter Due { get; set; }

    private protected override string Activity => "Rotating identities";

    private protected override IEnumerable<MachineIdentity> Meant() => Due && !IsChosen
        ? Session.Rotation.Due(StopToken).Select(Session.Identities.Get)
        : Chosen();

    private protected override bool Asked(MachineIdentity identity)
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

    private protected override IAsyncEnumerable<RotationResult> RunAsync(
        IReadOnlyList<Guid> ids, RotationOptions options, CancellationToken cancellationToken) =>
        Session.Rotation.RotateAsync(ids, options with { OnlyIfDue = Due }, cancellationToken);
}
