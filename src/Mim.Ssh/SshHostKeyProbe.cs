using System.Net.Sockets;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Network;

namespace Mim.Ssh;

/// <summary>Asks servers for their host keys as ssh-keyscan does: one connection for each, which ends before anything is encrypted.</summary>
public sealed class SshHostKeyProbe : ISshHostKeyProbe
{
    public async ValueTask<SshEndpointAnswer> AskAsync(SshEndpointQuestion question, CancellationToken cancellationToken)
    {
        using var limit = new AnswerLimit(question.Timeout, cancellationToken);
        var run = new HostKeyRun(question, limit);
        try
        {
            await run.AskAllAsync().ConfigureAwait(false);
            return run.Answer(FindingStatus.HandshakeFailed, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return run.Answer(FindingStatus.TimedOut, $"It did not answer within {question.Timeout.TotalSeconds:0.###} s.");
        }
        catch (SocketException trouble)
        {
            return run.Answer(Status(trouble.SocketErrorCode), trouble.Message);
        }
    }

    private static FindingStatus Status(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => FindingStatus.Refused,
        SocketError.TimedOut => FindingStatus.TimedOut,
        SocketError.ConnectionReset or SocketError.ConnectionAborted => FindingStatus.Reset,
        _ => FindingStatus.Unreachable,
    };
}
