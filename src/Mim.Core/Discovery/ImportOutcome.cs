namespace Mim.Core.Discovery;

/// <summary>How one import ended: committed with a result, or refused with an error.</summary>
/// <param name="What">The file, certificate or name that was imported.</param>
/// <param name="Result">What was done; null when refused, and when there was nothing to do.</param>
/// <param name="Error">Why it was refused; null when it was not.</param>
public sealed record ImportOutcome(string What, ImportResult? Result, MimException? Error);
