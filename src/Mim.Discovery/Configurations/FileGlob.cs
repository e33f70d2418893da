using System.IO.Enumeration;

namespace Mim.Discovery.Configurations;

/// <summary>Names with wildcards, as configurations include files by them.</summary>
internal static class FileGlob
{
    /// <summary>So many names are looked at for one pattern: one of wildcards only would go through the whole disk.</summary>
    private const int MostNames = 100_000;

    /// <summary>The files of that name: those in it when it is a folder, those that match when it has wildcards.</summary>
    /// <param name="pattern">Full path; <c>*</c> and <c>?</c> stand for parts of one name.</param>
    /// <param name="isPattern">Whether they do; else they are letters of the name.</param>
    /// <param name="most">So many are given.</param>
    /// <param name="cancellationToken">Stops between names.</param>
    public static IReadOnlyList<string> Expand(string pattern, bool isPattern, int most, CancellationToken cancellationToken)
    {
        try
        {
            var walk = new Walk(cancellationToken);
            var paths = isPattern ? walk.Paths(pattern) : [pattern];
            return [.. paths.SelectMany(path => Directory.Exists(path) ? walk.Names(Directory.EnumerateFiles(path)) : [path]).Take(most)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    private sealed class Walk(CancellationToken cancellationToken)
    {
        private int _left = MostNames;

        public IEnumerable<string> Paths(string pattern)
        {
            if (pattern.AsSpan().IndexOfAny('*', '?') < 0)
            {
                return [pattern];
            }

            var folder = Path.GetDirectoryName(pattern);
            var name = Path.GetFileName(pattern);
            return folder is null ? [] : Paths(folder).Where(Directory.Exists).SelectMany(
                parent => Names(Directory.EnumerateFileSystemEntries(parent))
                    .Where(entry => FileSystemName.MatchesSimpleExpression(name, Path.GetFileName(entry), ignoreCase: false))
                    .Order(StringComparer.Ordinal));
        }

        public IEnumerable<string> Names(IEnumerable<string> names)
        {
            foreach (var name in names)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (_left-- <= 0)
                {
                    yield break;
                }

                yield return name;
            }
        }
    }
}
