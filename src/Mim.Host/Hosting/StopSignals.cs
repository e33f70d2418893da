using System.Runtime.InteropServices;

namespace Mim.Host.Hosting;

/// <summary>Ctrl+C and a termination signal ask the command to stop; the second one ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCodes.Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCodes.Terminated)),
    ];

    public CancellationToken Token => _stop.Token;

    /// <summary>What to end with after a signal.</summary>
    public int ExitCode { get; private set; } = ExitCodes.Failure;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context, int exitCode)
    {
        if (!_stop.IsCancellationRequested)
        {
            context.Cancel = true;
            ExitCode = exitCode;
            _stop.Cancel();
        }
    }
}
