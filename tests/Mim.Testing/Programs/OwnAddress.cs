using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Mim.Testing.Programs;

/// <summary>An address of this machine that is not loopback: what listens there counts as another machine.</summary>
public static class OwnAddress
{
    /// <summary>IPv4; null where there is none.</summary>
    public static string? Value { get; } = NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
        ?.ToString();
}
