namespace Mim.Core.Revocation;

/// <summary>What an OCSP responder says of a certificate (RFC 6960 section 2.2).</summary>
public enum OcspStatus
{
    /// <summary>Not revoked.</summary>
    Good,

    Revoked,

    /// <summary>The responder does not know the certificate.</summary>
    Unknown,
}
