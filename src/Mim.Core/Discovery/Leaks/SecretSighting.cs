namespace Mim.Core.Discovery.Leaks;

/// <summary>A secret seen in a document, or a document that could not be read. Holds nothing of the secret.</summary>
public sealed record SecretSighting
{
    public FindingStatus Status { get; init; } = FindingStatus.Found;

    /// <summary>Full path of the file; null while the document has none.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// What it lies in within the file: names in archives, joined by exclamation marks; in a git repository the commit and the path.
    /// Null for the file itself.
    /// </summary>
    public string? Entry { get; init; }

    /// <summary>What stood in the way; null when all is well.</summary>
    public string? Detail { get; init; }

    /// <summary>Null unless found.</summary>
    public SecretRule? Rule { get; init; }

    /// <summary>From 1.</summary>
    public long Line { get; init; }

    /// <summary>In characters, from 1.</summary>
    public int Column { get; init; }

    /// <summary>Of the secret itself, in octets.</summary>
    public int Length { get; init; }

    /// <summary>Keyed hash of the secret, as the port made it.</summary>
    public string Hash { get; init; } = string.Empty;

    public SecretEncoding Encoding { get; init; }

    /// <summary>As <c>ls</c> shows them: <c>rw-r-----</c>; null where there are none.</summary>
    public string? Permissions { get; init; }
}
