namespace Mim.PowerShell.Binding;

/// <summary>Hands progress on at once, on the thread that reports it. (The BCL's Progress posts it elsewhere, where nobody may write.)</summary>
internal sealed class PipelineProgress<T>(Action<T> show) : IProgress<T>
{
    public void Report(T value) => show(value);
}
