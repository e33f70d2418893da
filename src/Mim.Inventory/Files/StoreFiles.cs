namespace Mim.Inventory.Files;

/// <summary>The files of one SQLite store.</summary>
internal static class StoreFiles
{
    /// <summary>The database, its write-ahead log and the log's index.</summary>
    public static IReadOnlyList<string> All(string path) => [path, $"{path}-wal", $"{path}-shm"];

    /// <summary>Makes an empty store file, and its folder, for its owner alone; leaves one alone that is there.</summary>
    public static void Create(string path)
    {
        FilePermissions.Current.CreateFolder(Path.GetDirectoryName(path)!);
        try
        {
            FilePermissions.Current.CreateFile(path).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made it in the same moment.
        }
    }

    /// <summary>One warning for each file that others can read or write, and for the folder when they can write it.</summary>
    public static IReadOnlyList<string> Warnings(string path)
    {
        List<string> warnings = [];
        foreach (var file in All(path).Append(Path.GetDirectoryName(path)!).Where(Path.Exists))
        {
            if (Warning(file) is { } warning)
            {
                warnings.Add(warning);
            }
        }

        return warnings;
    }

    /// <summary>A warning that names the file or folder; null when it is its owner's alone.</summary>
    public static string? Warning(string path) => FilePermissions.Current.Others(path) is { } others
        ? $"'{path}' can be {(Directory.Exists(path) ? "written" : "read or written")} by {others}; it should be its owner's alone."
        : null;
}
