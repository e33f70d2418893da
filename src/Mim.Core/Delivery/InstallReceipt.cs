namespace Mim.Core.Delivery;

/// <summary>What an installation replaced, so that it can be taken back: paths of the previous copies, by installed path.</summary>
public sealed record InstallReceipt(IReadOnlyDictionary<string, string> PreviousCopies);
