namespace Mim.Core.Revocation;

/// <summary>One revoked certificate on a list (RFC 5280 section 5.1.2.6).</summary>
public sealed record CrlEntry(string SerialNumber, DateTimeOffset RevokedAt, RevocationReason Reason, DateTimeOffset? InvalidityDate = null);
