using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>The adapters that discovery looks through.</summary>
public sealed record DiscoveryParts
{
    public required IEndpointProbe Probe { get; init; }

    public required IHostResolver Resolver { get; init; }

    public required ICertificateFinder Files { get; init; }

    public required ICertificateStores Stores { get; init; }

    public required ITrustAnchors Anchors { get; init; }
}
