namespace Mim.Core.Identities;

/// <summary>Where a version is installed or was seen. Times are UTC.</summary>
public sealed record Location
{
    public required Guid Id { get; init; }

    public required Guid IdentityId { get; init; }

    public Guid? VersionId { get; init; }

    public Guid? TargetId { get; init; }

    /// <summary><c>File</c>, <c>Endpoint</c>, <c>CertificateStore</c> …</summary>
    public required string Kind { get; init; }

    /// <summary>A full path, <c>host:port</c> or store name; unique with <see cref="Kind"/> within the identity.</summary>
    public required string Address { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>When it was found to be there no longer; null while it is.</summary>
    public DateTimeOffset? GoneAt { get; init; }
}
