using Mim.Core.Identities;
using Mim.Core.Risk;

namespace Mim.Core.Discovery;

/// <summary>Something seen at one place, which the inventory may or may not know. Holds no key material.</summary>
public abstract record Finding
{
    public required FindingStatus Status { get; init; }

    /// <summary>What exactly stood in the way, for people; null when all is well.</summary>
    public string? Detail { get; init; }

    /// <summary>One of <see cref="LocationKinds"/>.</summary>
    public required string LocationKind { get; init; }

    /// <summary>Tells the place from all others of its kind: a path, <c>host:port</c>, a store name.</summary>
    public required string Location { get; init; }

    /// <summary>What it would be in the inventory; null when nothing was found, or what is no identity of its own.</summary>
    public IdentityKind? Kind { get; init; }

    /// <summary>
    /// SHA-256, upper-case hexadecimal: of the certificate, of a bare key's public part, also when that one alone is gone from a place;
    /// null when nothing was found.
    /// </summary>
    public string? Fingerprint { get; init; }

    /// <summary>For example <c>EcdsaP256</c>, <c>Rsa2048</c>.</summary>
    public string? KeyAlgorithm { get; init; }

    /// <summary>A name to give it in the inventory: common name, first DNS name, key comment; null when nothing was found.</summary>
    public string? SuggestedName { get; init; }

    /// <summary>Name of the identity that has it in the inventory; null for what the inventory does not know.</summary>
    public string? KnownAs { get; init; }

    /// <summary>The configurations that use what is at this place.</summary>
    public IReadOnlyList<CertificateUse> UsedBy { get; init; } = [];

    /// <summary>What is wrong with it; empty when nothing is.</summary>
    public IReadOnlyList<HealthFinding> Health { get; init; } = [];

    /// <summary>The worst of <see cref="Health"/>; null when nothing is wrong.</summary>
    public HealthSeverity? Severity => Health.Count == 0 ? null : Health.Max(finding => finding.Severity);

    /// <summary>UTC.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>The kinds of identity that it tells of; it says nothing of others at the same place.</summary>
    internal abstract IReadOnlyList<IdentityKind> Sort { get; }

    /// <summary>What an import takes of it; null when nothing was found.</summary>
    internal abstract FoundCredential? ToCredential();
}
