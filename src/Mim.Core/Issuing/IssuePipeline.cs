using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Issuing;

/// <summary>
/// Issues in bulk: all cores make keys and sign, one writer seals the order and commits up to a thousand certificates in one
/// transaction. What is taken out has been committed. For one caller's thread.
/// </summary>
public sealed class IssuePipeline : IDisposable
{
    /// <summary>
    /// Fingerprints and serial numbers are random, so that every one of them touches another page of its index: the more of them
    /// in a transaction, the fewer pages each has to write. With one more chunk these are still as few as one look-up of names takes.
    /// </summary>
    private const int RowsPerCommit = 1024 - IssueChunk.Size;
    private const int ChunksAhead = 64;

    /// <summary>Long enough for slow workers to fill a transaction; where nothing is being made, nothing is waited for.</summary>
    private static readonly TimeSpan CommitDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ResultPatience = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan WorkerPatience = TimeSpan.FromMilliseconds(100);

    private readonly BlockingCollection<IssueChunk> _toPrepare = new(ChunksAhead);
    private readonly BlockingCollection<IssueChunk> _toCommit = new(ChunksAhead * 2);
    private readonly ConcurrentQueue<IssueResult> _results = new();
    private readonly CancellationTokenSource _stop;
    private readonly ActLedger _ledger;
    private readonly AuthorityCache _authorities;
    private readonly Task _workers;
    private readonly Task _writer;
    private Exception? _failure;
    private int _disposed;
    private IssueChunk _filling = new();
    private int _unfinished;

    internal IssuePipeline(ActLedger ledger, AuthorityCache authorities, Func<IssueWorker> newWorker, CancellationToken cancellationToken)
    {
        (_ledger, _authorities) = (ledger, authorities);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Start(() => Work(newWorker)));
        _workers = Task.WhenAll(workers);
        _writer = Start(CommitAll);
    }

    /// <summary>Takes one more; waits when the pipeline is full.</summary>
    public void Add(NewCertificate request, object? tag)
    {
        _filling.Add(new IssueItem(request, tag));
        if (_filling.IsFull || Volatile.Read(ref _unfinished) < Environment.ProcessorCount)
        {
            Dispatch();
        }
    }

    /// <summary>The next result in the order of <see cref="Add"/>; false when none is ready yet.</summary>
    public bool TryTake(out IssueResult result) => _results.TryDequeue(out result!);

    /// <summary>Ends the input and gives the results that are still to come.</summary>
    public IEnumerable<IssueResult> Complete()
    {
        if (_filling.Items.Count > 0)
        {
            Dispatch();
        }

        _toPrepare.CompleteAdding();
        _toCommit.CompleteAdding();
        while (!_writer.IsCompleted)
        {
            while (_results.TryDequeue(out var ready))
            {
                yield return ready;
            }

            Task.WaitAny([_writer], ResultPatience);
        }

        while (_results.TryDequeue(out var rest))
        {
            yield return rest;
        }

        ThrowIfFailed();
        _stop.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Stops the work; what was not committed is dropped, keys and all.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _stop.Cancel();
        _toPrepare.CompleteAdding();
        _toCommit.CompleteAdding();
        var end = Task.WhenAll(_workers, _writer).ContinueWith(_ => Release(), TaskScheduler.Default);

        // The writer must have let go of the store; a worker in the middle of an RSA key need not be waited for.
        Task.WaitAny(_writer);
        end.Wait(WorkerPatience);
    }

    private void Release()
    {
        _authorities.Dispose();
        _toPrepare.Dispose();
        _toCommit.Dispose();
        _stop.Dispose();
    }

    /// <summary>What ends any of them unexpectedly ends all.</summary>
    private Task Start(Action work) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                work();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref _failure, exception, null);
                _stop.Cancel();
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private void Dispatch()
    {
        Interlocked.Increment(ref _unfinished);
        try
        {
            _toCommit.Add(_filling, _stop.Token);
            _toPrepare.Add(_filling, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            ThrowIfFailed();
            throw;
        }

        _filling = new IssueChunk();
    }

    private void ThrowIfFailed()
    {
        if (Volatile.Read(ref _failure) is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void Work(Func<IssueWorker> newWorker)
    {
        using var worker = newWorker();
        foreach (var chunk in _toPrepare.GetConsumingEnumerable(_stop.Token))
        {
            foreach (var item in chunk.Items)
            {
                _stop.Token.ThrowIfCancellationRequested();
                worker.Prepare(item, _stop.Token);
            }

            Interlocked.Decrement(ref _unfinished);
            chunk.Finish();
        }
    }

    private void CommitAll()
    {
        var batch = new List<IssueItem>(RowsPerCommit + IssueChunk.Size);
        IssueChunk? chunk = null;
        while (chunk is not null || _toCommit.TryTake(out chunk, Timeout.Infinite, _stop.Token))
        {
            chunk.Wait(_stop.Token);
            batch.AddRange(chunk.Items);
            chunk = Fill(batch);
            Commit(batch);
            batch.ForEach(item => _results.Enqueue(item.ToResult()));
            batch.Clear();
        }
    }

    /// <summary>
    /// Adds what is finished, or will be before the delay is over, until the batch is full. Returns the chunk that was taken
    /// out and is not finished yet.
    /// </summary>
    private IssueChunk? Fill(List<IssueItem> batch)
    {
        var since = Stopwatch.GetTimestamp();
        while (batch.Count < RowsPerCommit)
        {
            var left = CommitDelay - Stopwatch.GetElapsedTime(since);
            var patience = Volatile.Read(ref _unfinished) > 0 && left > TimeSpan.Zero ? left : TimeSpan.Zero;
            if (!_toCommit.TryTake(out var chunk, (int)patience.TotalMilliseconds, _stop.Token))
            {
                return null;
            }

            if (!chunk.Wait(patience, _stop.Token))
            {
                return chunk;
            }

            batch.AddRange(chunk.Items);
        }

        return null;
    }

    private void Commit(List<IssueItem> batch)
    {
        var prepared = batch.Where(item => item.Error is null).ToList();
        if (prepared.Count == 0)
        {
            return;
        }

        try
        {
            _ledger.Commit((transaction, acts) => IssueBatch.Write(transaction, acts, prepared, _stop.Token), _stop.Token);
        }
        catch (MimException exception)
        {
            prepared.ForEach(item => item.Error ??= exception);
        }
    }
}
