using System.Collections.Concurrent;

namespace Mim.PowerShell.Binding;

/// <summary>
/// Runs asynchronous work on other threads and its messages (output, progress, warnings) on the pipeline's own thread, the only
/// one that may write. The work has ended when <see cref="Run"/> returns or throws.
/// </summary>
internal sealed class PipelinePump : IDisposable
{
    private const int Capacity = 256;

    private readonly BlockingCollection<Action> _messages = new(Capacity);
    private readonly CancellationTokenSource _end;

    public PipelinePump(CancellationToken stopping) => _end = CancellationTokenSource.CreateLinkedTokenSource(stopping);

    /// <summary>Give this to the work: cancelled by Ctrl+C, and when nobody downstream wants more.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>A sink that other threads may report to. A report is dropped when the pipeline is behind.</summary>
    public IProgress<T> Progress<T>(Action<T> show) => new PipelineProgress<T>(value => _messages.TryAdd(() => show(value)));

    /// <summary>Has something done by the pipeline's own thread, when its turn comes.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public void Post(Action message) => _messages.Add(message, Token);

    public void Run<T>(IAsyncEnumerable<T> source, Action<T> write)
    {
        var work = Task.Run(() => ProduceAsync(source, write), CancellationToken.None);
        try
        {
            foreach (var message in _messages.GetConsumingEnumerable(Token))
            {
                message();
            }
        }
        finally
        {
            if (!work.IsCompleted)
            {
                _end.Cancel();
            }

            // Waits without throwing: what the pipeline threw must not be hidden by the work's own cancellation.
            Task.WhenAny(work).Wait(CancellationToken.None);
        }

        work.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _messages.Dispose();
        _end.Dispose();
    }

    private async Task ProduceAsync<T>(IAsyncEnumerable<T> source, Action<T> write)
    {
        try
        {
            await foreach (var item in source.WithCancellation(Token).ConfigureAwait(false))
            {
                _messages.Add(() => write(item), Token);
            }
        }
        finally
        {
            _messages.CompleteAdding();
        }
    }
}
