namespace Mim.Bench;

/// <summary>A copy of sources in a folder of its own, as long as is asked for; gone afterwards.</summary>
internal sealed class SourceTree : IDisposable
{
    private const int MostCopies = 64;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mim-bench-");

    /// <param name="origins">Folders to copy from, in turn.</param>
    /// <param name="extensions">Of the files to copy.</param>
    /// <param name="length">When there is so much it ends; where there is less, it is copied again.</param>
    public SourceTree(IEnumerable<string> origins, HashSet<string> extensions, long length)
    {
        var folders = origins.ToList();
        for (var copy = 0; copy < MostCopies && Length < length && (copy == 0 || Length > 0); copy++)
        {
            foreach (var file in folders.SelectMany(origin => Files(origin, extensions)).TakeWhile(_ => Length < length))
            {
                var goal = System.IO.Path.Combine(Path, $"{copy}", file.FullName.TrimStart('/'));
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(goal)!);
                file.CopyTo(goal, overwrite: true);
                Length += file.Length;
                Count++;
            }
        }
    }

    public string Path => _folder.FullName;

    /// <summary>Of all files, in octets.</summary>
    public long Length { get; private set; }

    public int Count { get; private set; }

    public void Dispose() => _folder.Delete(recursive: true);

    private static IEnumerable<FileInfo> Files(string origin, HashSet<string> extensions) =>
        new DirectoryInfo(origin).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(file => file.Length > 0 && extensions.Contains(file.Extension))
            .OrderBy(file => file.FullName, StringComparer.Ordinal);
}
