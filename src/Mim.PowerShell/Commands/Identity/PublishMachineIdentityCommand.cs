using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Delivers the current versions of identities to their targets.</summary>
[Cmdlet(VerbsData.Publish, Nouns.Identity, SupportsShouldProcess = true)]
[OutputType(typeof(RotationResult))]
public sealed class PublishMachineIdentityCommand : WaveCommand
{
    private protected override IReadOnlyList<IdentityKind> Kinds => [.. base.Kinds, IdentityKind.CertificateAuthority, IdentityKind.SshAuthority];

    private protected override string Activity => "Delivering identities";

    private protected override bool Asked(MachineIdentity identity)
    {
        var targets = Session.Targets.Find(identity.Id, StopToken).Count();
        if (targets == 0)
        {
            WriteWarning($"'{identity.Name}' has no target to be delivered to; Add-MachineIdentityTarget adds one.");
            return false;
        }

        return ShouldProcess(identity.Name, $"Deliver version {identity.Version} to {targets} target{(targets == 1 ? "" : "s")}");
    }

    private protected override IAsyncEnumerable<RotationResult> RunAsync(
        IReadOnlyList<Guid> ids, RotationOptions options, CancellationToken cancellationToken) =>
        Session.Rotation.PublishAsync(ids, options, cancellationToken);
}
