using System.Net.Sockets;
using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Discovery.Network.Tls;

namespace Mim.Discovery.Network;

/// <summary>
/// Asks endpoints for their certificates over TCP. The first question offers everything, so that protocol and cipher are the
/// server's own choice; the second, on a connection of its own, leaves out the kind of certificate that was shown, which a server
/// without another answers by an alert.
/// </summary>
public sealed class EndpointProbe(TimeProvider clock) : IEndpointProbe, IDisposable
{
    private readonly KeyShares _keyShares = new();

    /// <summary>Whether a server that showed one kind of certificate is asked for another. Halves the cost when it is not.</summary>
    public bool AsksTwice { get; init; } = true;

    public async ValueTask<EndpointAnswer> AskAsync(EndpointQuestion question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var limit = new AnswerLimit(question.Timeout, cancellationToken);
        var inquiry = new Inquiry(question, _keyShares, clock, limit);
        try
        {
            var chains = await inquiry.AskAsync(AsksTwice).ConfigureAwait(false);
            return new EndpointAnswer(FindingStatus.Found)
            {
                ConnectTime = inquiry.ConnectTime,
                Chains = chains,
                IsComplete = inquiry.IsComplete,
                Detail = inquiry.Omission,
            };
        }
        catch (EndpointException exception)
        {
            return Failed(inquiry, exception.Status, exception.Message);
        }
        catch (SocketException exception)
        {
            return Failed(inquiry, SocketTrouble.Status(exception), exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var detail = inquiry.ConnectTime is null ? "no connection" : "connected, and no certificate came";
            return Failed(inquiry, FindingStatus.TimedOut, detail);
        }
        catch (OperationCanceledException exception)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    public void Dispose() => _keyShares.Dispose();

    private static EndpointAnswer Failed(Inquiry inquiry, FindingStatus status, string detail) =>
        new(status) { ConnectTime = inquiry.ConnectTime, Detail = detail };
}
