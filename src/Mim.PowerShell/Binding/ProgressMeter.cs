using System.Globalization;
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

    /// <summary>How far, how fast and how much longer.</summary>
    /// <param name="now">What is being done now.</param>
    /// <param name="done">Items done.</param>
    /// <param name="total">Of how many; null when the whole is not known.</param>
    /// <param name="earlier">Items of <paramref name="done"/> that an earlier run did.</param>
    public void Show(string now, long done, long? total, long earlier = 0)
    {
        var rate = (done - earlier) / Math.Max(time.GetElapsedTime(_started).TotalSeconds, 0.001);
        var of = total is { } all ? string.Create(CultureInfo.CurrentCulture, $"{done:N0} of {all:N0}") : $"{done:N0}";
        Draw(string.Create(CultureInfo.CurrentCulture, $"{of}, {rate:N0}/s: {now}"), total > 0 ? (double)done / total : null, (total - done) / Math.Max(rate, 0.001));
    }

    /// <param name="status">What is being done now.</param>
    /// <param name="part">0 to 1; null when the whole is not known.</param>
    public void Show(string status, double? part = null) => Draw(status, part, secondsLeft: null);

    public void Complete()
    {
        if (_drawn != 0)
        {
            cmdlet.WriteProgress(new ProgressRecord(0, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private void Draw(string status, double? part, double? secondsLeft)
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
            SecondsRemaining = secondsLeft is { } seconds ? (int)Math.Min(seconds, int.MaxValue) : -1,
        });
    }

    private bool IsTime() => time.GetElapsedTime(_started) >= Patience && (_drawn == 0 || time.GetElapsedTime(_drawn) >= Redraw);
}
