namespace Mim.Testing.Programs;

/// <summary>Looks programs up on the PATH.</summary>
public static class ProgramFinder
{
    /// <summary>Servers lie where only the PATH of root leads.</summary>
    private static readonly string[] _serverFolders = OperatingSystem.IsWindows() ? [] : ["/usr/sbin", "/usr/local/sbin"];

    /// <summary>Null when every program is there, else the reason to skip.</summary>
    public static string? Missing(params IEnumerable<string> programs)
    {
        var missing = programs.FirstOrDefault(program => Find(program) is null);
        return missing is null ? null : $"{missing} is not installed";
    }

    /// <summary>Full path of a program; null when it is not on the PATH, nor where servers lie.</summary>
    public static string? Find(string program)
    {
        var name = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(_serverFolders)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}
