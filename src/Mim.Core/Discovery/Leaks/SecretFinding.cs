using Mim.Core.Discovery.Leaks.Suppressing;
using Mim.Core.Identities;

namespace Mim.Core.Discovery.Leaks;

/// <summary>
/// A secret that lies in a file or an object; or what stood in the way of looking. Holds nothing of it but what all of its sort begin with.
/// </summary>
public sealed record SecretFinding : Finding
{
    /// <summary>Id of one of <see cref="SecretRules"/>; null unless found.</summary>
    public string? Rule { get; init; }

    /// <summary>Whose it is and what it is, for people.</summary>
    public string? Title { get; init; }

    /// <summary>File it lies in; null when it came in an object.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// What it lies in within the file: <c>name</c> in an archive, <c>name!name</c> in one within it, <c>commit:path</c> in a git
    /// repository as <c>git show</c> takes it; null for the file itself.
    /// </summary>
    public string? Entry { get; init; }

    /// <summary>From 1.</summary>
    public long? Line { get; init; }

    /// <summary>In characters, from 1; where a secret was decoded, of what it was decoded from.</summary>
    public int? Column { get; init; }

    /// <summary>Of the secret itself, in octets.</summary>
    public int? Length { get; init; }

    /// <summary>What all secrets of this sort begin with, and an ellipsis for the rest.</summary>
    public string? Hint { get; init; }

    /// <summary>
    /// HMAC-SHA-256 of the secret under a key of the store, upper-case hexadecimal: the same wherever the same secret lies, and
    /// in no other store.
    /// </summary>
    public string? Hash { get; init; }

    public SecretEncoding? Encoding { get; init; }

    /// <summary>The identity whose secret it is or was, also by an older version; null for what the inventory does not know.</summary>
    public Guid? IdentityId { get; init; }

    /// <summary>State of the version whose secret it is: one that is not active any more is dead. Null for what the inventory does not know.</summary>
    public VersionState? VersionState { get; init; }

    /// <summary>Who answers for it, and until when; null when nobody does any more.</summary>
    public SecretSuppression? Suppression { get; init; }

    /// <summary>As <c>ls</c> shows them: <c>rw-r-----</c>.</summary>
    public string? Permissions { get; init; }

    internal override IReadOnlyList<IdentityKind> Sort => FindingSorts.Secrets;

    public override string ToString() => $"{Location}: {(Status == FindingStatus.Found ? Rule : Status)}";

    // What was found is kept nowhere, so there is nothing to import.
    internal override FoundCredential? ToCredential() => null;
}
