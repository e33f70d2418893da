using System.Management.Automation;

namespace Mim.PowerShell.Binding;

/// <summary>Runs scripts of a session for so long and no longer.</summary>
internal static class TimedShell
{
    /// <summary>Whether what the shell was told ended by itself within its time; it has ended in any case.</summary>
    /// <param name="shell">Was told what to run.</param>
    /// <param name="patience">How long that may take.</param>
    /// <param name="said">Takes its output.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public static bool EndsWithin(
        this System.Management.Automation.PowerShell shell, TimeSpan patience, PSDataCollection<PSObject> said, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(patience);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var stopping = limit.Token.Register(() => shell.BeginStop(callback: null, state: null));
        try
        {
            shell.Invoke(input: null, said);

            // One that is stopped by its time-out just returns.
            return !limit.IsCancellationRequested;
        }
        catch (PipelineStoppedException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
