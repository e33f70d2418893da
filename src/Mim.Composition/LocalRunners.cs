using System.Diagnostics;
using System.Globalization;
using Mim.Core.Ports;

namespace Mim.Composition;

/// <summary>
/// Runners by host, boot, process and its start, so that a process id used again is not taken for the old runner. Nothing in
/// the name changes when somebody sets the clock.
/// </summary>
internal sealed class LocalRunners : IRunners
{
    private const int IdPart = 3;

    public LocalRunners() => Self = $"{Place}/{Describe(Environment.ProcessId)}";

    public string Self { get; }

    /// <summary>Where processes of the same numbering run: host, boot, and on Linux the space of process ids (containers).</summary>
    private static string Place { get; } = OperatingSystem.IsLinux()
        ? $"{Environment.MachineName}/{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}/{new FileInfo("/proc/self/ns/pid").LinkTarget}"
        : $"{Environment.MachineName}/-/-";

    public bool IsDead(string owner)
    {
        var parts = owner.Split('/');
        return parts.Length == IdPart + 2
            && owner.StartsWith(Place + "/", StringComparison.Ordinal)
            && int.TryParse(parts[IdPart], NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
            && Describe(processId) != $"{parts[IdPart]}/{parts[IdPart + 1]}";
    }

    /// <summary>Process id and start; null when there is no such process.</summary>
    private static string? Describe(int processId) => (OperatingSystem.IsLinux() ? TicksSinceBoot(processId) : StartTime(processId)) is { } start
        ? string.Create(CultureInfo.InvariantCulture, $"{processId}/{start}")
        : null;

    // proc(5): after the name in parentheses come the state and, 19 fields later, the start in ticks since boot.
    private static string? TicksSinceBoot(int processId)
    {
        try
        {
            var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[19];
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string? StartTime(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
