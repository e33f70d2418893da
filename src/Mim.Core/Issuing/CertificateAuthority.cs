using Mim.Core.Identities;

namespace Mim.Core.Issuing;

/// <summary>A built-in authority as views show it: its identity, settings and current certificate. Times are UTC.</summary>
public sealed record CertificateAuthority
{
    public required MachineIdentity Identity { get; init; }

    public Guid Id => Identity.Id;

    public string Name => Identity.Name;

    public string? Parent { get; init; }

    public string? Subject => Identity.Subject;

    public string? KeyAlgorithm => Identity.KeyAlgorithm;

    public int? PathLength { get; init; }

    public DateTimeOffset? NotBefore => Identity.NotBefore;

    public DateTimeOffset? NotAfter => Identity.NotAfter;

    public VersionState Status => Identity.Status;

    /// <summary>Whether it issues.</summary>
    public AuthorityState State { get; init; }

    /// <summary>The authority whose place it takes.</summary>
    public string? Replaces { get; init; }

    /// <summary>The authority that takes its place.</summary>
    public string? ReplacedBy { get; init; }

    public IReadOnlyList<string> CrlUrls { get; init; } = [];

    public IReadOnlyList<string> OcspUrls { get; init; } = [];

    public IReadOnlyList<string> IssuerUrls { get; init; } = [];

    public TimeSpan CrlLifetime { get; init; }

    public string? Fingerprint => Identity.Fingerprint;

    public string? SerialNumber => Identity.SerialNumber;

    /// <summary>DER.</summary>
    public required byte[] Certificate { get; init; }

    public override string ToString() => Name;
}
