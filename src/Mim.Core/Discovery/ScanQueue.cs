namespace Mim.Core.Discovery;

/// <summary>Hands out the targets of a scan in order, and knows up to which one all are done. Thread-safe.</summary>
internal sealed class ScanQueue(EndpointTargets targets, long skip) : IDisposable
{
    private readonly IEnumerator<EndpointTarget> _targets = targets.After(skip).GetEnumerator();
    private readonly SortedSet<long> _open = [];
    private readonly Lock _gate = new();
    private long _next = skip;

    /// <summary>Targets with all before them: where a later run may begin.</summary>
    public long Finished
    {
        get
        {
            lock (_gate)
            {
                return _open.Count == 0 ? _next : _open.Min;
            }
        }
    }

    public bool TryTake(out long number, out EndpointTarget target)
    {
        lock (_gate)
        {
            if (!_targets.MoveNext())
            {
                (number, target) = (0, null!);
                return false;
            }

            (number, target) = (_next++, _targets.Current);
            _open.Add(number);
            return true;
        }
    }

    public void Finish(long number)
    {
        lock (_gate)
        {
            _open.Remove(number);
        }
    }

    public void Dispose() => _targets.Dispose();
}
