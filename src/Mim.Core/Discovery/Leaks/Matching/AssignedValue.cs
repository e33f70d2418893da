namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Where a value begins.</summary>
/// <param name="Start">Its first octet, after the quote.</param>
/// <param name="Quote">What it ends with; 0 for a value without quotes, <c>&amp;</c> for one between entities.</param>
internal readonly record struct AssignedValue(int Start, byte Quote);
