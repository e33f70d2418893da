namespace Mim.Core.Issuing;

/// <summary>Everything that goes into one certificate, decided before encoding starts.</summary>
public sealed record CertificateSpec
{
    /// <summary>16 bytes, big-endian, positive, not zero (RFC 5280 section 4.1.2.2).</summary>
    public required byte[] SerialNumber { get; init; }

    /// <summary>RFC 4514 text, for example <c>CN=web01,O=Corp</c>; empty for none (then the names extension is critical).</summary>
    public required string Subject { get; init; }

    /// <summary>The issuer's subject exactly as encoded in its certificate: DER Name. For a root, null: the subject's own.</summary>
    public byte[]? IssuerName { get; init; }

    /// <summary>The issuer's subject key identifier; for a root, null.</summary>
    public byte[]? AuthorityKeyIdentifier { get; init; }

    /// <summary>UTC; whole seconds.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>UTC; whole seconds; inclusive (RFC 5280 section 4.1.2.5).</summary>
    public required DateTimeOffset NotAfter { get; init; }

    public required ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; init; }

    public required CertificateProfile Profile { get; init; }

    public SubjectNames Names { get; init; } = new();

    /// <summary>Authorities only; null for no limit.</summary>
    public int? PathLength { get; init; }

    public NameConstraints? NameConstraints { get; init; }

    public IReadOnlyList<string> CrlUrls { get; init; } = [];

    public IReadOnlyList<string> OcspUrls { get; init; } = [];

    public IReadOnlyList<string> IssuerUrls { get; init; } = [];
}
