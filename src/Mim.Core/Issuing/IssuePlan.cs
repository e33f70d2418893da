using Mim.Core.Identities;

namespace Mim.Core.Issuing;

/// <summary>A certificate that passed every rule and can be signed. Times are UTC, whole seconds.</summary>
internal sealed record IssuePlan
{
    public required SigningAuthority Authority { get; init; }

    public required CertificateTemplate Template { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public required Criticality Criticality { get; init; }

    /// <summary>The public key to certify, from a request or an earlier version; null to make a new key.</summary>
    public byte[]? SubjectPublicKeyInfo { get; init; }

    public string? SubjectKeyAlgorithm { get; init; }
}
