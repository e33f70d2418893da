using System.Globalization;

namespace Mim.Discovery.Files;

/// <summary>How many files this process may open: sockets and pipes are files too.</summary>
public static class OpenFileLimit
{
    private const string Limits = "/proc/self/limits";
    private const string Kind = "Max open files";

    /// <summary>What the runtime, the store and whatever else goes on need meanwhile.</summary>
    private const int Reserve = 64;

    /// <summary>How many more, as things are now; more than anybody wants where the system does not tell.</summary>
    public static int Left() => OperatingSystem.IsLinux() && Allowed() is { } allowed
        ? Math.Max(0, allowed - Directory.GetFiles("/proc/self/fd").Length - Reserve)
        : int.MaxValue;

    private static int? Allowed() => File.Exists(Limits)
        && File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(Kind, StringComparison.Ordinal)) is { } line
        && int.TryParse(line[Kind.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var allowed)
            ? allowed
            : null;
}
