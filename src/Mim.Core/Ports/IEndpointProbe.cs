using Mim.Core.Discovery;

namespace Mim.Core.Ports;

/// <summary>Asks endpoints for their certificates. Thread-safe: thousands of questions may be open at once.</summary>
public interface IEndpointProbe
{
    /// <summary>
    /// Connects, hears what the endpoint has to say and leaves; sends nothing but what a client would. Whatever the endpoint does
    /// – silence, garbage, no end – becomes an answer within the question's time-out and bounded memory, never an exception.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller wants no answer any more.</exception>
    ValueTask<EndpointAnswer> AskAsync(EndpointQuestion question, CancellationToken cancellationToken);
}
