namespace Mim.Core.Discovery;

/// <summary>A place that the inventory knows and where nothing is any more.</summary>
/// <param name="Address">As the inventory has it.</param>
/// <param name="File">The file's part of that.</param>
/// <param name="KnownAs">Name of the identity that was there.</param>
internal readonly record struct MissingPlace(string Address, string File, string? KnownAs);
