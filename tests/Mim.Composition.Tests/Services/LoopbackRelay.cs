using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Mim.Composition.Tests.Services;

/// <summary>A second listener of a service, which can be taken away with the connections that it carries.</summary>
internal sealed class LoopbackRelay : IAsyncDisposable
{
    private readonly ConcurrentBag<TcpClient> _callers = [];
    private readonly TcpListener _listener;
    private readonly int _goal;
    private readonly Task _accepting;

    public LoopbackRelay(int port, int goal)
    {
        (_listener, _goal) = (new TcpListener(IPAddress.Loopback, port), goal);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        foreach (var caller in _callers)
        {
            caller.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var caller = await _listener.AcceptTcpClientAsync();
                _callers.Add(caller);
                _ = RelayAsync(caller);
            }
        }
        catch (SocketException)
        {
            // Taken away.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var caller = client;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _goal);
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
        }
        catch (Exception exception) when (exception is IOException or SocketException or InvalidOperationException)
        {
            // Either side left, or was cut off.
        }
    }
}
