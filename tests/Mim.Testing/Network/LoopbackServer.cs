using System.Net;
using System.Net.Sockets;

namespace Mim.Testing.Network;

/// <summary>A server on a free loopback port that treats every client in the same way, good or bad.</summary>
public sealed class LoopbackServer : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<NetworkStream, CancellationToken, Task> _treat;
    private int _open;

    /// <param name="treat">Speaks with one client; when it returns or throws, the connection is closed.</param>
    public LoopbackServer(Func<NetworkStream, CancellationToken, Task> treat)
    {
        _treat = treat;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many clients it is speaking with.</summary>
    public int Open => Volatile.Read(ref _open);

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            _ = TreatAsync(client);
        }
    }

    private async Task TreatAsync(TcpClient client)
    {
        Interlocked.Increment(ref _open);
        try
        {
            using (client)
            {
                await _treat(client.GetStream(), _end.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException)
        {
            // The client left, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
