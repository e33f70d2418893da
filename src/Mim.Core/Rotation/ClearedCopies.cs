using Mim.Core.Audit;
using Mim.Core.Ports;

namespace Mim.Core.Rotation;

/// <summary>What became of the previous copies at targets that are given up.</summary>
/// <param name="Destroyed">Whose copies are gone, for the journal.</param>
/// <param name="Left">Why others were left where they are.</param>
internal sealed record ClearedCopies(IReadOnlyList<(Guid RotationId, Guid TargetId)> Destroyed, IReadOnlyList<string> Left)
{
    /// <summary>Notes in the journals that copies are gone.</summary>
    public void Note(IInventoryTransaction transaction, ActScope acts)
    {
        foreach (var (rotationId, targetId) in Destroyed)
        {
            RotationJournal.NoteCleared(transaction, rotationId, targetId, acts.Now);
        }
    }

    /// <summary>The detail of an act, with what was left: a key may be in it.</summary>
    public Dictionary<string, string> Told(Dictionary<string, string> detail)
    {
        if (Left.Count > 0)
        {
            detail["copiesLeft"] = string.Join(' ', Left);
        }

        return detail;
    }
}
