using System.Net;
using System.Net.Sockets;

namespace Mim.Testing.Network;

/// <summary>Ports of loopback for programs that want to be told theirs.</summary>
public static class LoopbackPort
{
    /// <summary>One on which nothing listens; another program may take it.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
