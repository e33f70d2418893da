using Mim.Core.Ports;

namespace Mim.Core.Discovery.Ssh;

/// <summary>The adapters that keys of SSH are looked for through.</summary>
public sealed record SshDiscoveryParts
{
    public required ISshKeyReader Reader { get; init; }

    public required ISshMachines Machines { get; init; }

    public required ISshFileFinder Files { get; init; }

    public required ISshHostKeyProbe Probe { get; init; }

    public required IHostResolver Resolver { get; init; }

    /// <summary>Bounds what is open at once.</summary>
    public ScanRoom Room { get; init; } = ScanRoom.Unlimited;
}
