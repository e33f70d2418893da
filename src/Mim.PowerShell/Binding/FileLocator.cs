using System.Management.Automation;

using Mim.Core;

namespace Mim.PowerShell.Binding;

/// <summary>Paths as PowerShell means them: relative to its location, on its drives, with its wildcards.</summary>
internal sealed class FileLocator(PathIntrinsics paths)
{
    /// <summary>The full path of a file that need not exist.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/> when it is not in a file system.</exception>
    public string Full(string path) =>
        InFileSystem(paths.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _), provider, path);

    /// <summary>The full path of a file that must be there.</summary>
    /// <exception cref="FileNotFoundException">It is not.</exception>
    public string Existing(string path) => Full(path) is var full && File.Exists(full)
        ? full
        : throw new FileNotFoundException($"There is no file at '{full}'.", full);

    /// <summary>Full paths of the files a wildcard matches; a literal path that is not there is an error.</summary>
    public IEnumerable<string> Matching(string pattern) => MatchingAll(pattern).Where(path => !Directory.Exists(path));

    /// <summary>Full paths of the files and folders a wildcard matches; a literal path that is not there is an error.</summary>
    public IEnumerable<string> MatchingAll(string pattern) =>
        paths.GetResolvedProviderPathFromPSPath(pattern, out var provider).Select(path => InFileSystem(path, provider, pattern));

    private static string InFileSystem(string path, ProviderInfo provider, string given) => provider.Name == "FileSystem"
        ? path
        : throw new MimException(MimErrorCause.InvalidArgument, $"'{given}' is not a path in a file system.", given);
}
