namespace Mim.Core.Issuing;

/// <summary>A few wanted certificates that one worker makes and the writer commits together, in order.</summary>
internal sealed class IssueChunk
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public const int Size = 32;

    public List<IssueItem> Items { get; } = new(Size);

    public bool IsDone => _done.Task.IsCompleted;

    /// <summary>Called by the worker when every item is prepared or refused.</summary>
    public void Finish() => _done.SetResult();

    public void Wait(CancellationToken cancellationToken) => _done.Task.Wait(cancellationToken);
}
