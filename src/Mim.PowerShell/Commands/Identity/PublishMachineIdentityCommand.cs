using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Delivers the current versions of identities to their targets.</summary>
[Cmdlet(VerbsData.Publish, Nouns.Identity, SupportsShouldProcess = true)]
[OutputType(typeof(RotationResult))]
public sealed class PublishMachineIdentityCommand : DeliveringCommand
{
    private protected override IReadOnlyList<IdentityKind> Kinds => [IdentityKind.Certificate];

    private protected override void Process()
    {
        var ids = Chosen().ToList().Where(Asked).Select(identity => identity.Id).ToList();
        if (ids.Count > 0)
        {
            Run("Delivering identities", ids.Count, (progress, token) => Session.Rotation.PublishAsync(ids, progress, token));
        }
    }

    private bool Asked(MachineIdentity identity)
    {
        var targets = Session.Targets.Find(identity.Id, StopToken).Count();
        if (targets == 0)
        {
            WriteWarning($"'{identity.Name}' has no target to be delivered to; Add-MachineIdentityTarget adds one.");
            return false;
        }

        return ShouldProcess(identity.Name, $"Deliver version {identity.Version} to {targets} target{(targets == 1 ? "" : "s")}");
    }
}
