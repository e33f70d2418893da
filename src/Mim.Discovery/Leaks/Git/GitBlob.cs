namespace Mim.Discovery.Leaks.Git;

/// <summary>A version of a file.</summary>
/// <param name="Place">Where its content lies.</param>
/// <param name="Name">As <c>git show</c> takes it: <c>commit:path</c> of one commit that has it, or the blob's own id.</param>
internal readonly record struct GitBlob(GitPlace Place, string Name);
