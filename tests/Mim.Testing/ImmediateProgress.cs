namespace Mim.Testing;

/// <summary>Hears of progress on the thread that makes it.</summary>
public sealed class ImmediateProgress(Action<double> report) : IProgress<double>
{
    public void Report(double value) => report(value);
}
