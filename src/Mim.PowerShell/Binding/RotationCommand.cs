using System.Management.Automation;

using Mim.Core.Rotation;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Binding;

/// <summary>
/// A cmdlet that works on rotations: by id, as objects or results of other cmdlets, or those of identities. -Id means rotations
/// here; an identity in the pipeline brings an id too, so the object counts for more.
/// </summary>
public abstract class RotationCommand : DeliveringCommand
{
    /// <summary>Ids of rotations.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RotationIdCompleter))]
    public override Guid[]? Id { get; set; }

    /// <summary>Rotations from Get-MachineIdentityRotation.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AsItIs(typeof(RotationRecord))]
    [ValidateNotNull]
    public RotationRecord[]? Rotation { get; set; }

    /// <summary>Bound from the results of rotations.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public Guid[]? RotationId { get; set; }

    /// <summary>Whether the current record names rotations themselves.</summary>
    private protected bool AreNamed => Rotation is not null || RotationIds is not null;

    private IReadOnlyList<Guid>? RotationIds => RotationId ?? (InputObject is null && IdentityId is null ? Id : null);

    /// <summary>The rotations that the current record names; an id that is not there is written as an error.</summary>
    private protected IEnumerable<RotationRecord> Named() => Rotation ?? RotationIds?.Select(Found).OfType<RotationRecord>() ?? [];

    private RotationRecord? Found(Guid id)
    {
        RotationRecord? record = null;
        Attempt(id, () => record = Session.Rotation.Get(id));
        return record;
    }
}
