namespace Mim.Testing.Programs;

/// <summary>jwcrypto, a JOSE library for Python that knows nothing of ours.</summary>
public static class Jwcrypto
{
    /// <summary>The Python that has it: the system's may not be the first on the PATH.</summary>
    private static readonly Lazy<string?> _python = new(() => new[] { ProgramFinder.Find("python3"), "/usr/bin/python3" }.OfType<string>()
        .FirstOrDefault(python => File.Exists(python) && ProgramRunner.Run(python, "-c", "import jwcrypto").ExitCode == 0));

    /// <summary>Null when it is there, else the reason to skip.</summary>
    public static string? Missing => _python.Value is null ? "jwcrypto for Python is not installed" : null;

    /// <summary>What a script prints, given its input as JSON on the standard input.</summary>
    public static string Run(string script, string input) => ProgramRunner.RunWithInput(_python.Value!, input, "-c", script).Succeeded().Output.Trim();
}
