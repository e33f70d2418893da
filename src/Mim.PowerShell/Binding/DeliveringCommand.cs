using Mim.Core.Rotation;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that runs rotations or deliveries: asynchronous work, with progress, whose failures are results and errors.</summary>
public abstract class DeliveringCommand : IdentityCommand
{
    /// <summary>Runs to the end, writing every result as it comes.</summary>
    /// <param name="activity">For the progress bar.</param>
    /// <param name="total">How many results are expected.</param>
    /// <param name="run">Starts the work with a place for its progress.</param>
    private protected void Run(string activity, int total, Func<IProgress<RotationProgress>, CancellationToken, IAsyncEnumerable<RotationResult>> run)
    {
        var meter = new ProgressMeter(this, activity, Session.Time);
        using var pump = new PipelinePump(StopToken);
        var progress = pump.Progress<RotationProgress>(now => meter.Show($"{now.Identity}: {now.Step}", total > 0 ? (double)now.Done / total : null));
        SessionScripts.Run(Session, pump, run(progress, pump.Token), Write);
        meter.Complete();
    }

    private void Write(RotationResult result)
    {
        WriteObject(result);
        if (result.Error is { } error)
        {
            Report(error, result.Identity);
        }
    }
}
