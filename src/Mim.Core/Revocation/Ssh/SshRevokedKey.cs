namespace Mim.Core.Revocation.Ssh;

/// <summary>A key of SSH that was revoked, as the store keeps it. Keys never end, so that it stays on every list.</summary>
/// <param name="Fingerprint">SHA-256 of the public key in wire format, upper-case hexadecimal.</param>
/// <param name="IdentityId">Whose it was.</param>
/// <param name="VersionId">Which version.</param>
/// <param name="Reason">Why.</param>
/// <param name="RevokedAt">UTC.</param>
public sealed record SshRevokedKey(string Fingerprint, Guid IdentityId, Guid VersionId, RevocationReason Reason, DateTimeOffset RevokedAt);
