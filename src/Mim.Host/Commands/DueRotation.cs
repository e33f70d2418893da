using System.Globalization;
using Mim.Core;
using Mim.Core.Rotation;
using Mim.Host.Hosting;

namespace Mim.Host.Commands;

/// <summary>One run of the timer: what was left, then what is due. One line for each result.</summary>
internal sealed class DueRotation(MimSession session, TextWriter output)
{
    private bool _failed;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var due = session.Rotation.Due(cancellationToken).ToList();
        var options = new RotationOptions { OnlyIfDue = true, ThrottleLimit = RotationOptions.UsualThrottle };
        await foreach (var result in session.Rotation.RotateAsync(due, options, cancellationToken).ConfigureAwait(false))
        {
            Report(result);
        }

        return _failed ? ExitCodes.Failure : ExitCodes.Success;
    }

    private void Report(RotationResult result)
    {
        _failed |= result.Error is not null || result.Outcome is RotationOutcome.Failed or RotationOutcome.RolledBack;
        var version = result.NewVersion > 0 ? $"{result.OldVersion} -> {result.NewVersion}" : $"{result.OldVersion}";
        var end = result.NotAfter is { } notAfter ? string.Create(CultureInfo.InvariantCulture, $", ends {notAfter.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z") : string.Empty;
        var reason = result.Reason is null ? string.Empty : $": {result.Reason}";
        output.WriteLine($"{result.Identity} version {version}: {result.Outcome} at {result.Step}{end}{reason}");
    }
}
