using Mim.Core.Ports;

namespace Mim.Core.Delivery;

/// <summary>What targets of one machine are worked on with: this machine, or another over SSH.</summary>
/// <param name="Files">Its files.</param>
/// <param name="Commands">Runs its programs.</param>
public sealed record HostTools(IHostFiles Files, ICommandRunner Commands);
