using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Mim.Core.Ports;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>Services of this machine's Windows, by the service control manager.</summary>
/// <param name="time">The clock.</param>
[SupportedOSPlatform("windows")]
public sealed class SystemWindowsServices(TimeProvider time) : IWindowsServices
{
    private const int QueryStatus = 0x4;
    private const int StartAccess = 0x10;
    private const int StopAccess = 0x20;
    private const int StopControl = 1;
    private const int Stopped = 1;
    private const int Running = 4;
    private const int AlreadyRunning = 1056;
    private const int NotActive = 1062;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);

    public async Task RestartAsync(string service, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var handle = ServiceSource.Open(service, QueryStatus | StartAccess | StopAccess);
        if (!ServiceCalls.Control(handle, StopControl, out _) && Marshal.GetLastPInvokeError() is not NotActive and var stop)
        {
            throw WindowsTrouble.Of(stop, service, $"The service '{service}' does not stop");
        }

        await WaitAsync(handle, service, Stopped, timeout).ConfigureAwait(false);
        if (!ServiceCalls.Start(handle, 0, 0) && Marshal.GetLastPInvokeError() is not AlreadyRunning and var start)
        {
            throw WindowsTrouble.Of(start, service, $"The service '{service}' does not come back");
        }

        await WaitAsync(handle, service, Running, timeout).ConfigureAwait(false);
    }

    private async Task WaitAsync(ServiceHandle handle, string service, int state, TimeSpan timeout)
    {
        var end = time.GetUtcNow() + timeout;
        var status = ServiceSource.StateOf(handle, service);
        while (status.State != state && time.GetUtcNow() < end && !(state == Running && status.State == Stopped))
        {
            await Task.Delay(_pause, time).ConfigureAwait(false);
            status = ServiceSource.StateOf(handle, service);
        }

        if (status.State != state)
        {
            throw WindowsTrouble.Of(status.ExitCode, service, state == Stopped
                ? $"The service '{service}' does not stop within {timeout.TotalSeconds:0.#} s"
                : $"The service '{service}' does not come back within {timeout.TotalSeconds:0.#} s");
        }
    }
}
