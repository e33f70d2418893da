using System.Collections.Concurrent;
using Mim.Core.Delivery;

namespace Mim.Delivery.Services;

/// <summary>
/// One at a time changes the files of one service: another's certificate whose key is not in place yet would fail its validation.
/// </summary>
internal sealed class ServiceGates(TimeProvider time)
{
    private readonly ConcurrentDictionary<(TargetKind, string?, string), SemaphoreSlim> _gates = new();
    private readonly ConcurrentDictionary<(TargetKind, string?, string), long> _reloads = new();

    /// <summary>Waits for the service of a target, which is free again when the result is disposed.</summary>
    public async Task<IDisposable> EnterAsync(Target target, CancellationToken cancellationToken)
    {
        var gate = _gates.GetOrAdd(ServiceOf(target), _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(gate);
    }

    /// <summary>Reloads the service of a target whose turn it is, so long after the reload before as it needs.</summary>
    public async Task<string?> ReloadAsync(Target target, TimeSpan pause, Func<Task<string?>> reload, CancellationToken cancellationToken)
    {
        var service = ServiceOf(target);
        if (_reloads.TryGetValue(service, out var last) && pause - time.GetElapsedTime(last) is { Ticks: > 0 } left)
        {
            await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
        }

        var trouble = await reload().ConfigureAwait(false);
        _reloads[service] = time.GetTimestamp();
        return trouble;
    }

    private static (TargetKind, string?, string) ServiceOf(Target target)
    {
        var settings = (ServiceTargetSettings)target.Settings;
        return (target.Kind, settings.Configuration, string.Join('\0', settings.ReloadCommand ?? []));
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
