using System.Net.Sockets;
using Mim.Core.Discovery;

namespace Mim.Discovery.Network;

/// <summary>What the errors of sockets mean to a scan.</summary>
internal static class SocketTrouble
{
    public static FindingStatus Status(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => FindingStatus.Refused,
        SocketError.TimedOut => FindingStatus.TimedOut,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => FindingStatus.Reset,
        _ => FindingStatus.Unreachable,
    };

    /// <summary>Whether this machine is out of sockets for a while.</summary>
    public static bool IsShortage(Exception exception) =>
        exception is SocketException { SocketErrorCode: SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable };
}
