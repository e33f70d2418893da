using System.Diagnostics;
using System.Globalization;
using Mim.Core.Ports;

namespace Mim.Composition;

/// <summary>Runners by host, process id and start time, so that a process id used again is not taken for the old runner.</summary>
internal sealed class LocalRunners : IRunners
{
    private static readonly string HostPrefix = Environment.MachineName + "/";

    public string Self { get; } = HostPrefix + Describe(Process.GetCurrentProcess());

    public bool IsDead(string owner)
    {
        if (!owner.StartsWith(HostPrefix, StringComparison.Ordinal))
        {
            return false;
        }

        var runner = owner[HostPrefix.Length..];
        var id = runner.Split('/')[0];
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var processId))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            return Describe(process) != runner;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return true;
        }
    }

    private static string Describe(Process process) =>
        string.Create(CultureInfo.InvariantCulture, $"{process.Id}/{process.StartTime.ToUniversalTime():yyyyMMddTHHmmss}");
}
