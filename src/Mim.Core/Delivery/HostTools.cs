using Mim.Core.Ports;

namespace Mim.Core.Delivery;

/// <summary>What targets of one machine are worked on with: this machine, or another over SSH.</summary>
/// <param name="Files">Its files.</param>
/// <param name="Commands">Runs its programs.</param>
public sealed record HostTools(IHostFiles Files, ICommandRunner Commands)
{
    /// <summary>Name or address by which its services are asked when a target names no listener.</summary>
    public string Listens { get; init; } = "127.0.0.1";

    /// <summary>The files that its targets write.</summary>
    public required ITargetFiles TargetFiles { get; init; }

    /// <summary>What those replaced.</summary>
    public required IPreviousFiles Previous { get; init; }
}
