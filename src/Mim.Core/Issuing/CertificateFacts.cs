namespace Mim.Core.Issuing;

/// <summary>What a certificate says, read from its DER. Times are UTC.</summary>
public sealed record CertificateFacts
{
    public required byte[] Der { get; init; }

    /// <summary>RFC 4514 text.</summary>
    public required string Subject { get; init; }

    public required string Issuer { get; init; }

    public required byte[] SubjectName { get; init; }

    public required byte[] IssuerName { get; init; }

    /// <summary>Upper-case hexadecimal without leading zero octets.</summary>
    public required string SerialNumber { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public required byte[] SubjectPublicKeyInfo { get; init; }

    /// <summary>For example <c>EcdsaP256</c>, <c>Rsa2048</c>, <c>Ed25519</c>; the object identifier when unknown.</summary>
    public required string KeyAlgorithm { get; init; }

    /// <summary>Object identifier of the signature algorithm.</summary>
    public required string SignatureAlgorithm { get; init; }

    public SubjectNames Names { get; init; } = new();

    public string? CommonName { get; init; }

    public bool IsAuthority { get; init; }

    public int? PathLength { get; init; }

    public NameConstraints? NameConstraints { get; init; }

    /// <summary>Key usage bits in RFC 5280 order (bit 0 is digitalSignature); null when the extension is missing.</summary>
    public int? KeyUsage { get; init; }

    public IReadOnlyList<string> ExtendedKeyUsages { get; init; } = [];

    public byte[]? SubjectKeyIdentifier { get; init; }

    public byte[]? AuthorityKeyIdentifier { get; init; }

    public IReadOnlyList<string> CrlUrls { get; init; } = [];

    public IReadOnlyList<string> OcspUrls { get; init; } = [];

    public bool IsSelfIssued => SubjectName.AsSpan().SequenceEqual(IssuerName);

    /// <summary>SHA-256 of the DER, upper-case hexadecimal.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, upper-case hexadecimal.</summary>
    public required string KeyFingerprint { get; init; }
}
