using System.Net;
using System.Net.Sockets;

namespace Mim.Composition.Tests.Services;

/// <summary>A second listener of a service, which can be taken away.</summary>
internal sealed class LoopbackRelay : IAsyncDisposable
{
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
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await _listener.AcceptTcpClientAsync());
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
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // Either side left.
        }
    }
}
