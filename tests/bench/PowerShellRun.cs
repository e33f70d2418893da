using System.Globalization;

namespace Mim.Bench;

/// <summary>Runs scripts in a fresh pwsh against the module that the build laid out.</summary>
internal static class PowerShellRun
{
    public static bool IsHere => Programs.Exists("pwsh") && File.Exists(Manifest);

    public static string Manifest { get; } = FindManifest();

    /// <summary>The numbers a script writes, one a line.</summary>
    public static IReadOnlyList<double> Numbers(string script) =>
        [.. Programs.Run("pwsh", ".", "-NoProfile", "-NonInteractive", "-Command", script)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => double.Parse(line, CultureInfo.InvariantCulture))];

    private static string FindManifest()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var manifest = Path.Combine(folder.FullName, "output", "MimModule", "MimModule.psd1");
            if (File.Exists(manifest))
            {
                return manifest;
            }
        }

        return string.Empty;
    }
}
