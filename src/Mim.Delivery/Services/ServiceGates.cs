using System.Collections.Concurrent;
using Mim.Core.Delivery;

namespace Mim.Delivery.Services;

/// <summary>
/// One at a time changes the files of one service: another's certificate whose key is not in place yet would fail its validation.
/// </summary>
internal sealed class ServiceGates
{
    private readonly ConcurrentDictionary<(TargetKind, string?, string), SemaphoreSlim> _gates = new();

    /// <summary>Waits for the service of a target, which is free again when the result is disposed.</summary>
    public async Task<IDisposable> EnterAsync(Target target, CancellationToken cancellationToken)
    {
        var settings = (ServiceTargetSettings)target.Settings;
        var reload = string.Join('\0', settings.ReloadCommand ?? []);
        var gate = _gates.GetOrAdd((target.Kind, settings.Configuration, reload), _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(gate);
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
