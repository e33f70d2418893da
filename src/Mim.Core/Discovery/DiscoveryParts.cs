using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>The adapters that discovery looks through; disposes those that hold something.</summary>
public sealed record DiscoveryParts : IDisposable
{
    public required IEndpointProbe Probe { get; init; }

    public required IHostResolver Resolver { get; init; }

    public required ICertificateFinder Files { get; init; }

    public required ICertificateStores Stores { get; init; }

    public required ITrustAnchors Anchors { get; init; }

    /// <summary>Bounds what is open at once.</summary>
    public ScanRoom Room { get; init; } = ScanRoom.Unlimited;

    public void Dispose()
    {
        (Probe as IDisposable)?.Dispose();
        (Resolver as IDisposable)?.Dispose();
    }
}
