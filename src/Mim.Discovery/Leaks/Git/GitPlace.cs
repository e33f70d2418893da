namespace Mim.Discovery.Leaks.Git;

/// <summary>Where an object lies: in which of the repository's sources, and as which object of it.</summary>
internal readonly record struct GitPlace(IGitSource Source, int Index);
