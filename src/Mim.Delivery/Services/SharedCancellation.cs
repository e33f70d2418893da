namespace Mim.Delivery.Services;

/// <summary>Cancelled when everybody who shares a piece of work has cancelled it.</summary>
internal sealed class SharedCancellation : IDisposable
{
    private readonly CancellationTokenSource _all = new();
    private readonly List<CancellationTokenRegistration> _each = [];
    private int _left;

    public SharedCancellation(IEnumerable<CancellationToken> tokens)
    {
        List<CancellationToken> shared = [.. tokens];
        _left = shared.Count;
        shared.ForEach(token => _each.Add(token.Register(Leave)));
    }

    public CancellationToken Token => _all.Token;

    public void Dispose()
    {
        _each.ForEach(registration => registration.Dispose());
        _all.Dispose();
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _all.Cancel();
        }
    }
}
