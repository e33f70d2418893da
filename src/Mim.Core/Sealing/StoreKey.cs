namespace Mim.Core.Sealing;

/// <summary>One generation of the store's key. The key itself exists only wrapped, once for each recipient.</summary>
public sealed record StoreKey(int Generation, DateTimeOffset CreatedAt, DateTimeOffset? RetiredAt);
