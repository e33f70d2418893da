using System.IO.Enumeration;

namespace Mim.Discovery.Configurations;

/// <summary>Names with wildcards, as configurations include files by them.</summary>
internal static class FileGlob
{
    /// <summary>The files of that name: those in it when it is a folder, those that match when it has wildcards.</summary>
    /// <param name="pattern">Full path; <c>*</c> and <c>?</c> stand for parts of one name.</param>
    /// <param name="most">So many are given.</param>
    public static IEnumerable<string> Expand(string pattern, int most)
    {
        try
        {
            return [.. Paths(pattern).SelectMany(path => Directory.Exists(path) ? Directory.EnumerateFiles(path) : [path]).Take(most)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Paths(string pattern)
    {
        if (pattern.AsSpan().IndexOfAny('*', '?') < 0)
        {
            return [pattern];
        }

        var folder = Path.GetDirectoryName(pattern);
        var name = Path.GetFileName(pattern);
        return folder is null ? [] : Paths(folder).Where(Directory.Exists).SelectMany(
            parent => Directory.EnumerateFileSystemEntries(parent)
                .Where(entry => FileSystemName.MatchesSimpleExpression(name, Path.GetFileName(entry), ignoreCase: false))
                .Order(StringComparer.Ordinal));
    }
}
