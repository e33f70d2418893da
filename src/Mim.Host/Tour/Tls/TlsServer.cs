using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Mim.Host.Tour.Tls;

/// <summary>A TLS server on loopback, as any server on the network would be: it knows its files and nothing else.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private static readonly byte[] _greeting = "hello\n"u8.ToArray();
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ServedCertificate _certificate;
    private readonly Task[] _tasks;

    public TlsServer(string certificatePath, string keyPath)
    {
        _certificate = new ServedCertificate(certificatePath, keyPath);
        _listener.Start(backlog: 512);
        _tasks = [AcceptAsync(), _certificate.WatchAsync(_stop.Token)];
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await Task.WhenAll(_tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _certificate.Dispose();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var socket = await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false);
            _ = ServeAsync(socket);
        }
    }

    private async Task ServeAsync(TcpClient socket)
    {
        try
        {
            using var owned = socket;
            await using var stream = new SslStream(socket.GetStream());
            var options = new SslServerAuthenticationOptions { ServerCertificateContext = _certificate.Context, AllowTlsResume = false };
            await stream.AuthenticateAsServerAsync(options, _stop.Token).ConfigureAwait(false);
            await stream.WriteAsync(_greeting, _stop.Token).ConfigureAwait(false);
            await stream.ShutdownAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException or OperationCanceledException or SocketException)
        {
            // A client that refuses the certificate hangs up; its side of the story is what the tour reports.
        }
    }
}
