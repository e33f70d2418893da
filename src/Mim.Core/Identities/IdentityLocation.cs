namespace Mim.Core.Identities;

/// <summary>A place where an identity is or was, and who uses that identity. Times are UTC.</summary>
public sealed record IdentityLocation
{
    /// <summary>Name of the identity.</summary>
    public required string Identity { get; init; }

    public required Guid IdentityId { get; init; }

    /// <summary><c>File</c>, <c>Endpoint</c>, <c>CertificateStore</c> …</summary>
    public required string LocationKind { get; init; }

    /// <summary>A path, <c>host:port</c>, a store name.</summary>
    public required string Location { get; init; }

    /// <summary>Number of the version that was seen there; null when it is not known any more.</summary>
    public int? Version { get; init; }

    /// <summary>Whether a target of the identity puts it there.</summary>
    public bool IsTarget { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>When it was found to be there no longer; null while it is.</summary>
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>Systems that use the identity.</summary>
    public IReadOnlyList<string> UsedBy { get; init; } = [];
}
