namespace Mim.Testing;

/// <summary>Hears of progress on the thread that makes it.</summary>
public sealed class ImmediateProgress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
