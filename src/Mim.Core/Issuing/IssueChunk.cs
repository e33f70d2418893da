namespace Mim.Core.Issuing;

/// <summary>A few wanted certificates that one worker makes and the writer commits together, in order.</summary>
internal sealed class IssueChunk
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public const int Size = 32;
    private int _weight;

    public List<IssueItem> Items { get; } = new(Size);

    public bool IsFull => _weight >= Size;

    /// <summary>Takes one more. RSA keys take so long that one is as much work as a chunk of others.</summary>
    public void Add(IssueItem item)
    {
        Items.Add(item);
        var isSlow = item.Request is { Request: null, KeyAlgorithm: KeyAlgorithm.Rsa2048 or KeyAlgorithm.Rsa3072 or KeyAlgorithm.Rsa4096 };
        _weight += isSlow ? Size : 1;
    }

    /// <summary>Called by the worker when every item is prepared or refused.</summary>
    public void Finish() => _done.SetResult();

    public void Wait(CancellationToken cancellationToken) => _done.Task.Wait(cancellationToken);

    /// <summary>False when it is not finished after <paramref name="patience"/>.</summary>
    public bool Wait(TimeSpan patience, CancellationToken cancellationToken) => _done.Task.Wait(patience, cancellationToken);
}
