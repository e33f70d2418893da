namespace Mim.Core.Identities;

/// <summary>One generation of an identity's credential. The private part is a sealed value, never here. Times are UTC.</summary>
public sealed record CredentialVersion
{
    public required Guid Id { get; init; }

    public required Guid IdentityId { get; init; }

    /// <summary>1 for the first, counted up within the identity.</summary>
    public required int Number { get; init; }

    public required VersionState State { get; init; }

    /// <summary>Why it is in this state, for example <c>Superseded</c> or an RFC 5280 revocation reason.</summary>
    public string? StateReason { get; init; }

    public DateTimeOffset StateAt { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? NotAfter { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The authority identity that signed it; null when it is not one of ours.</summary>
    public Guid? AuthorityId { get; init; }

    /// <summary>The version of the authority's own certificate that signed it.</summary>
    public Guid? IssuerVersionId { get; init; }

    public string? Subject { get; init; }

    public string? Issuer { get; init; }

    /// <summary>Upper-case hexadecimal.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>SHA-256 of <see cref="Certificate"/>, upper-case hexadecimal.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, upper-case hexadecimal: the same for every certificate of one key.</summary>
    public string? KeyFingerprint { get; init; }

    public string? KeyAlgorithm { get; init; }

    /// <summary>How it was issued, so that a rotation issues its like again: profile, names, key algorithm. JSON.</summary>
    public string? Template { get; init; }

    /// <summary>The credential's public part: for certificates, DER (RFC 5280).</summary>
    public byte[]? Certificate { get; init; }

    /// <summary>Issuer certificates that came with an import: DER, back to back, leaf's issuer first.</summary>
    public byte[]? Chain { get; init; }

    public bool HasPrivateKey { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
