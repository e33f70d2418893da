using System.Management.Automation;
using System.Runtime.CompilerServices;

using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Takes rotations back: the old version is installed, proved and active again.</summary>
[Cmdlet(VerbsCommon.Undo, Nouns.Rotation, SupportsShouldProcess = true)]
[OutputType(typeof(RotationResult))]
public sealed class UndoMachineIdentityRotationCommand : RotationCommand
{
    private protected override void Process()
    {
        var rotations = AreNamed ? Named() : Chosen().Select(Newest).OfType<RotationRecord>();
        foreach (var rotation in rotations.ToList().Where(Asked))
        {
            Attempt(rotation.Identity, () => Run("Undoing rotations", 1, (_, token) => UndoAsync(rotation.Id, token)));
        }
    }

    private async IAsyncEnumerable<RotationResult> UndoAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await Session.Rotation.UndoAsync(id, cancellationToken).ConfigureAwait(false);
    }

    private bool Asked(RotationRecord rotation) =>
        ShouldProcess(rotation.Identity, $"Undo the rotation from version {rotation.OldVersion} to version {rotation.NewVersion}");

    private RotationRecord? Newest(MachineIdentity identity)
    {
        var newest = Session.Rotation.Find(new RotationQuery { IdentityId = identity.Id, First = 1 }, StopToken).FirstOrDefault();
        if (newest is null)
        {
            Report(new MimException(MimErrorCause.RotationNotFound, $"'{identity.Name}' has not been rotated.", identity.Name), identity.Name);
        }

        return newest;
    }
}
