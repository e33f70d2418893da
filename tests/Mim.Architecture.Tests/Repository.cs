namespace Mim.Architecture.Tests;

/// <summary>Where the sources lie, found from where the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release, as these tests were built.</summary>
    public static string Configuration { get; } =
        new DirectoryInfo(AppContext.BaseDirectory).Parent?.Name ?? throw new DirectoryNotFoundException(AppContext.BaseDirectory);

    /// <summary>Every source file under a folder, generated ones left out.</summary>
    public static IEnumerable<SourceFile> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/')))
            .Where(file => !file.Segments.Contains("obj") && !file.Segments.Contains("bin"))
            .OrderBy(file => file.RelativePath, StringComparer.Ordinal);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MimModule.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("MimModule.sln is in no folder above the tests.");
    }
}
