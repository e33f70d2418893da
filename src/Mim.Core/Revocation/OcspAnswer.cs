namespace Mim.Core.Revocation;

/// <summary>What an OCSP response says of one certificate (RFC 6960 section 4.2.1). Times are UTC.</summary>
public sealed record OcspAnswer
{
    public required OcspStatus Status { get; init; }

    /// <summary>When this was known to be right.</summary>
    public required DateTimeOffset ThisUpdate { get; init; }

    /// <summary>When newer information is available; null for at any time.</summary>
    public DateTimeOffset? NextUpdate { get; init; }

    /// <summary>Null unless revoked.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Null unless revoked for a reason that was told.</summary>
    public RevocationReason? Reason { get; init; }

    /// <summary>
    /// Whether the certificate's issuer signed it, or somebody whom that issuer allows to (RFC 6960 section 4.2.2.2); null when the
    /// issuer is not at hand.
    /// </summary>
    public bool? IsSigned { get; init; }

    public override string ToString() => Status.ToString();
}
