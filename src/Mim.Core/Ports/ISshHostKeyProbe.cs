using Mim.Core.Discovery.Ssh;

namespace Mim.Core.Ports;

/// <summary>Asks SSH servers for their host keys. Thread-safe: thousands of questions may be open at once.</summary>
public interface ISshHostKeyProbe
{
    /// <summary>
    /// Connects, exchanges keys until the server has shown its own, and leaves; never logs in. Whatever the server does – silence,
    /// garbage, no end – becomes an answer within the question's time-out and bounded memory, never an exception.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller wants no answer any more.</exception>
    ValueTask<SshEndpointAnswer> AskAsync(SshEndpointQuestion question, CancellationToken cancellationToken);
}
