namespace Mim.Core.Audit;

/// <summary>The public half of a key that signs checkpoints; the private half is a sealed value with this id as owner.</summary>
public sealed record AuditKey(Guid Id, string KeyId, byte[] PublicKey, DateTimeOffset CreatedAt);
