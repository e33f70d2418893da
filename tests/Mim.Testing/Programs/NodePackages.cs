namespace Mim.Testing.Programs;

/// <summary>Looks packages of npm up that are installed for all of the machine.</summary>
public static class NodePackages
{
    /// <summary>Full path of the module that a package is; null when it is not installed.</summary>
    public static string? Find(string package) => Folders().Select(folder => Path.Combine(folder, package, "lib", "index.js")).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders()
    {
        if (ProgramFinder.Find("node") is { } node)
        {
            // npm installs beside the node that it runs on.
            var real = File.ResolveLinkTarget(node, returnFinalTarget: true)?.FullName ?? node;
            yield return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(real)!, "..", "lib", "node_modules"));
        }

        yield return "/usr/local/lib/node_modules";
        yield return "/usr/lib/node_modules";
    }
}
