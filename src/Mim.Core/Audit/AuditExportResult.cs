namespace Mim.Core.Audit;

/// <summary>What an export wrote. <see cref="KeyId"/> names the public key that verifies it.</summary>
public sealed record AuditExportResult(string Path, long Records, string KeyId);
