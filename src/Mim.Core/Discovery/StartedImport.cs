using Mim.Core.Identities;

namespace Mim.Core.Discovery;

/// <summary>A group that is being committed.</summary>
/// <param name="Outcomes">In the order of adding.</param>
/// <param name="Names">Kinds and folded names of its records; null when it has to be the only one.</param>
internal sealed record StartedImport(Task<List<ImportOutcome>> Outcomes, HashSet<(IdentityKind Kind, string Name)>? Names)
{
    /// <summary>Whether nothing of a group with those names depends on this one.</summary>
    public bool MayBeBeside(HashSet<(IdentityKind Kind, string Name)> names) => Names?.Overlaps(names) == false;
}
