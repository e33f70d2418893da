namespace Mim.Core.Ports;

/// <summary>Services of this machine's Windows. Thread-safe.</summary>
public interface IWindowsServices
{
    /// <summary>Stops a service if it runs, and starts it.</summary>
    /// <param name="service">Its name, not the one that is displayed.</param>
    /// <param name="timeout">How long it may take to stop, and how long to run.</param>
    /// <param name="cancellationToken">Ends it before it is stopped, or not at all.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AccessDenied"/>; <see cref="MimErrorCause.InstallFailed"/>: it does not stop, or does not come back.
    /// </exception>
    Task RestartAsync(string service, TimeSpan timeout, CancellationToken cancellationToken);
}
