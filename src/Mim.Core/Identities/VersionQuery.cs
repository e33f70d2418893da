namespace Mim.Core.Identities;

/// <summary>Which versions to find; every condition set must hold. At least one must be set.</summary>
public sealed record VersionQuery
{
    /// <summary>One of these; at most a few thousand. Null asks nothing.</summary>
    public IReadOnlyList<Guid>? Ids { get; init; }

    /// <summary>SHA-256 of the certificate, upper-case hexadecimal.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>One of these; at most a few thousand. Null asks nothing.</summary>
    public IReadOnlyCollection<string>? Fingerprints { get; init; }

    /// <summary>SHA-256 of the public key, upper-case hexadecimal.</summary>
    public string? KeyFingerprint { get; init; }

    /// <summary>Signed by this authority identity.</summary>
    public Guid? AuthorityId { get; init; }

    public string? SerialNumber { get; init; }
}
