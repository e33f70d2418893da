namespace Mim.Core.Sealing;

/// <summary>A store key wrapped to one recipient.</summary>
public sealed record WrappedStoreKey(int Generation, Guid RecipientId, byte[] Wrapped);
