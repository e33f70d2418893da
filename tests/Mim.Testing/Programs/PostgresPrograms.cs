namespace Mim.Testing.Programs;

/// <summary>Finds PostgreSQL's programs: on the PATH, else where Debian puts them, the newest first.</summary>
public static class PostgresPrograms
{
    private const string DebianFolder = "/usr/lib/postgresql";

    private static readonly string? _folder = Folders().FirstOrDefault(HasAll);

    /// <summary>Null when a server can be started here, else the reason to skip.</summary>
    public static string? Missing { get; } = OperatingSystem.IsWindows()
        ? "the PostgreSQL of the tests needs Unix"
        : _folder is null ? "PostgreSQL (initdb, pg_ctl, postgres, psql) is not installed" : null;

    /// <summary>Full path of one of the programs.</summary>
    public static string Path(string program) => System.IO.Path.Combine(_folder ?? throw new InvalidOperationException(Missing), program);

    private static IEnumerable<string> Folders()
    {
        var debian = Directory.Exists(DebianFolder) ? Directory.GetDirectories(DebianFolder) : [];
        var newest = debian.OrderByDescending(folder => double.TryParse(System.IO.Path.GetFileName(folder), out var version) ? version : 0);
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(newest.Select(folder => System.IO.Path.Combine(folder, "bin")));
    }

    private static bool HasAll(string folder) =>
        new[] { "initdb", "pg_ctl", "postgres", "psql" }.All(program => File.Exists(System.IO.Path.Combine(folder, program)));
}
