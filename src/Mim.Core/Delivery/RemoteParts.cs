using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Core.Delivery;

/// <summary>The adapters for targets on other hosts; disposes the connections.</summary>
public sealed record RemoteParts : IDisposable
{
    /// <summary>Best one that keeps its connections.</summary>
    public required ISshTransport Transport { get; init; }

    /// <summary>The adapters for the targets of one host, one of each kind that can be there.</summary>
    public required Func<SshDestination, IReadOnlyList<ITargetAdapter>> Targets { get; init; }

    /// <summary>What runs on the hosts meanwhile.</summary>
    public required IDisposable Hosts { get; init; }

    public void Dispose()
    {
        Hosts.Dispose();
        (Transport as IDisposable)?.Dispose();
    }
}
