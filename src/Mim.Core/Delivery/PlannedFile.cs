using Mim.Core.Sealing;

namespace Mim.Core.Delivery;

/// <summary>One file of an installation: where it goes, what is in it and who may read it.</summary>
/// <param name="Goal">Full path, links followed.</param>
/// <param name="Content">All of it.</param>
/// <param name="Protection">Its owner, group and mode.</param>
public sealed record PlannedFile(string Goal, KeyMaterial Content, FileProtection Protection);
