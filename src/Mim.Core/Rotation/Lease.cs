namespace Mim.Core.Rotation;

/// <summary>A runner's claim on an identity (rule 3). Taken over once expired.</summary>
public sealed record Lease(Guid IdentityId, string Owner, DateTimeOffset ExpiresAt);
