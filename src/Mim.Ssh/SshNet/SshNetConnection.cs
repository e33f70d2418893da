using System.Net.Sockets;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Mim.Ssh.SshNet;

/// <summary>One connection to a host, made when it is needed and made again when it broke.</summary>
internal sealed class SshNetConnection(SshDestination destination) : IDisposable
{
    private const int UsualPort = 22;
    private readonly SemaphoreSlim _one = new(1);
    private SshClient? _client;

    /// <exception cref="MachineUnreachableException">Why there is none.</exception>
    public async Task<SshClient> OpenAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_client is not { IsConnected: true })
            {
                _client?.Dispose();
                _client = null;
                _client = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            }

            return _client;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        _one.Dispose();
    }

    private async Task<SshClient> ConnectAsync(CancellationToken cancellationToken)
    {
        var trust = HostTrust.Of(destination);
        using var logIn = SshNetLogIn.Of(destination);
        var about = new ConnectionInfo(destination.Host, destination.Port ?? UsualPort, logIn.User, [.. logIn.Methods]) { Timeout = destination.Timeout };
        trust.Prefer(about.HostKeyAlgorithms);
        var client = new SshClient(about) { KeepAliveInterval = destination.Timeout / 3 };
        MachineUnreachableException? refusal = null;
        client.HostKeyReceived += (_, shown) => shown.CanTrust = (refusal = trust.Refusal(shown.HostKey)) is null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(destination.Timeout);
        try
        {
            await client.ConnectAsync(limit.Token).ConfigureAwait(false);
            return client;
        }
        catch (Exception trouble) when (!cancellationToken.IsCancellationRequested && StatusOf(trouble) is { } status)
        {
            client.Dispose();
            throw refusal ?? new MachineUnreachableException(status, trouble.Message);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static FindingStatus? StatusOf(Exception trouble) => trouble switch
    {
        SshAuthenticationException => FindingStatus.AccessDenied,
        SshOperationTimeoutException or OperationCanceledException => FindingStatus.TimedOut,
        SshException => FindingStatus.HandshakeFailed,
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => FindingStatus.Refused,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => FindingStatus.NoSuchHost,
        SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable } => FindingStatus.TimedOut,
        SocketException or IOException => FindingStatus.Reset,
        _ => null,
    };
}
