using System.Net;
using System.Net.Sockets;

namespace Mim.Inventory.Tests.Postgres;

/// <summary>
/// Stands between a client and the server, and once cuts the line at what the client says: before the server hears it, or
/// before the client hears the answer.
/// </summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _port;
    private readonly bool _afterServer;
    private int _armed;

    public CuttingProxy(int port, bool afterServer)
    {
        (_port, _afterServer) = (port, afterServer);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts at what the client says next.</summary>
    public void Arm() => Volatile.Write(ref _armed, 1);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            var isDropping = false;
            await server.ConnectAsync(IPAddress.Loopback, _port);
            var there = CopyAsync(client, server, () =>
            {
                if (Interlocked.Exchange(ref _armed, 0) == 1)
                {
                    Volatile.Write(ref isDropping, true);
                }

                return _afterServer || !Volatile.Read(ref isDropping);
            });
            var back = CopyAsync(server, client, () => !Volatile.Read(ref isDropping));
            await Task.WhenAny(there, back);
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to, Func<bool> passes)
    {
        var buffer = new byte[1 << 16];
        try
        {
            for (int count; (count = await from.GetStream().ReadAsync(buffer)) > 0;)
            {
                if (!passes())
                {
                    return;
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // One end hung up.
        }
    }
}
