using System.Net;

namespace Mim.Core.Discovery;

/// <summary>One endpoint that a scan is to ask.</summary>
/// <param name="Host">DNS name in lower case and A-labels, or the address as text.</param>
/// <param name="Address">Null when <paramref name="Host"/> is a name, which has yet to be resolved.</param>
/// <param name="Port">TCP port, 1 to 65535.</param>
public sealed record EndpointTarget(string Host, IPAddress? Address, int Port)
{
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
