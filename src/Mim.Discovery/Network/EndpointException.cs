using Mim.Core.Discovery;

namespace Mim.Discovery.Network;

/// <summary>An endpoint did not show a certificate: how that ended, and in a few words for people why.</summary>
internal sealed class EndpointException(FindingStatus status, string detail) : Exception(detail)
{
    public FindingStatus Status { get; } = status;

    /// <summary>Whether another client may fare better: the server refused what this one offers, or said what it cannot follow.</summary>
    public bool IsForOtherClients { get; init; }

    /// <summary>Whether the server said that it has nothing for what this client offers.</summary>
    public bool IsRefusal { get; init; }

    public static EndpointException Handshake(string detail) => new(FindingStatus.HandshakeFailed, detail);

    public static EndpointException NotTls(string detail) => new(FindingStatus.NotTls, detail);
}
