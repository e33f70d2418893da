namespace Mim.Core.Stores;

/// <summary>One check of a store and what it found.</summary>
public sealed record StoreCheck(string Check, bool Passed, string Detail);
