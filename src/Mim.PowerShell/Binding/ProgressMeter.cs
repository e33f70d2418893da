using System.Management.Automation;

namespace Mim.PowerShell.Binding;

/// <summary>Progress that appears only when work takes longer than a second, and is redrawn a few times a second at most.</summary>
internal sealed class ProgressMeter(Cmdlet cmdlet, string activity, TimeProvider time) : IProgress<double>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(200);

    private readonly long _started = time.GetTimestamp();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _drawn;

    /// <summary>A part of the whole, 0 to 1.</summary>
    public void Report(double value) => Show($"{value:P0}", value);

    /// <param name="status">What is being done now.</param>
    /// <param name="part">0 to 1; null when the whole is not known.</param>
    public void Show(string status, double? part = null)
    {
        // Only the pipeline's thread may write; a report from another one is left out.
        if (Environment.CurrentManagedThreadId != _thread || !IsTime())
        {
            return;
        }

        _drawn = time.GetTimestamp();
        cmdlet.WriteProgress(new ProgressRecord(0, activity, status)
        {
            PercentComplete = part is { } known ? (int)Math.Clamp(known * 100, 0, 100) : -1,
        });
    }

    public void Complete()
    {
        if (_drawn != 0)
        {
            cmdlet.WriteProgress(new ProgressRecord(0, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private bool IsTime() => time.GetElapsedTime(_started) >= Patience && (_drawn == 0 || time.GetElapsedTime(_drawn) >= Redraw);
}
