namespace Mim.Testing.Programs;

/// <summary>
/// Has PAM refuse wrong passwords at once, for what this process starts: everything is as it is on the machine but the seconds that a
/// refusal waits, which would be most of the time of a test. Where no process may see other files than the rest, they wait.
/// </summary>
internal static class QuickRefusals
{
    private const string Authentication = "/etc/pam.d/common-auth";
    private const string LoginDefaults = "/etc/login.defs";

    /// <summary>Stands in the way of the one that makes a log-in somebody else's, as whom nothing could be mounted.</summary>
    private const string Shim = """
        #!/bin/sh
        exec unshare --mount sh -c '
          mount --bind "$0/common-auth" /etc/pam.d/common-auth && mount --bind "$0/login.defs" /etc/login.defs || exit
          exec "$@"' "${0%/*}" REAL "$@"
        """;

    private static readonly Lazy<string> _path = new(Make);

    /// <summary>Where programs are found so; it is that of this process then too.</summary>
    public static string Path => _path.Value;

    private static string Make()
    {
        var path = Environment.GetEnvironmentVariable("PATH")!;
        if (ProgramFinder.Find("setpriv") is not { } real || !File.Exists(Authentication) || ProgramRunner.Run("unshare", "--mount", "true").ExitCode != 0)
        {
            return path;
        }

        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        File.WriteAllText(folder["common-auth"], File.ReadAllText(Authentication).Replace("pam_unix.so", "pam_unix.so nodelay", StringComparison.Ordinal));
        var kept = File.ReadLines(LoginDefaults).Where(line => !line.StartsWith("FAIL_DELAY", StringComparison.Ordinal));
        File.WriteAllLines(folder["login.defs"], [.. kept, "FAIL_DELAY 0"]);
        File.WriteAllText(folder["setpriv"], Shim.Replace("REAL", real, StringComparison.Ordinal));
        ProgramRunner.Run("chmod", "-R", "go+rX", folder.Path).Succeeded();
        ProgramRunner.Run("chmod", "+x", folder["setpriv"]).Succeeded();
        path = $"{folder.Path}:{path}";
        Environment.SetEnvironmentVariable("PATH", path);
        return path;
    }
}
