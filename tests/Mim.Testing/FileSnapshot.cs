using Mim.Testing.Programs;

namespace Mim.Testing;

/// <summary>
/// The installed files at one moment, with all that lies beside them under their names: what a machine that lost its power would
/// find. Hard links stay hard links, owners stay owners.
/// </summary>
public static class FileSnapshot
{
    /// <param name="paths">The installed files.</param>
    /// <param name="folder">Where the copies go, a folder for each folder.</param>
    public static void Take(IEnumerable<string> paths, string folder)
    {
        foreach (var (place, index) in Places(paths))
        {
            Copy(Present(place), Directory.CreateDirectory(Path.Combine(folder, index)).FullName);
        }
    }

    /// <summary>Makes the files what they were, each in one step, as a service may read them at any time; what came later is removed.</summary>
    public static void Restore(IEnumerable<string> paths, string folder)
    {
        foreach (var (place, index) in Places(paths))
        {
            var later = Present(place).ToHashSet(StringComparer.Ordinal);
            var beside = Directory.CreateDirectory(Path.Combine(place.Key, ".restored")).FullName;
            Copy(Directory.GetFiles(Path.Combine(folder, index)), beside);
            foreach (var file in Directory.GetFiles(beside))
            {
                var goal = Path.Combine(place.Key, Path.GetFileName(file));
                later.Remove(goal);
                File.Move(file, goal, overwrite: true);
            }

            Directory.Delete(beside);
            Array.ForEach([.. later], File.Delete);
        }
    }

    private static IEnumerable<(IGrouping<string, string> Place, string Index)> Places(IEnumerable<string> paths) => paths
        .GroupBy(path => Path.GetDirectoryName(path)!, StringComparer.Ordinal)
        .Select((place, index) => (place, $"{index}"));

    // Copies and markers are hidden files that hold the name, half-written files have one of their own.
    private static string[] Present(IGrouping<string, string> place)
    {
        var names = place.Select(path => Path.GetFileName(path)).ToList();
        return [.. Directory.EnumerateFiles(place.Key).Where(path => Path.GetFileName(path) is var found
            && (found.StartsWith(".mim-", StringComparison.Ordinal)
                || names.Exists(name => found.TrimStart('.').StartsWith(name, StringComparison.Ordinal))))];
    }

    private static void Copy(string[] files, string folder)
    {
        if (files.Length > 0)
        {
            ProgramRunner.Run("cp", ["-a", "--", .. files, folder]).Succeeded();
        }
    }
}
