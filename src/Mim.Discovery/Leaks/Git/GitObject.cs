namespace Mim.Discovery.Leaks.Git;

/// <summary>What an object says. The octets belong to the repository, and hold until it reads the next.</summary>
internal readonly record struct GitObject(GitObjectType Type, byte[] Content);
