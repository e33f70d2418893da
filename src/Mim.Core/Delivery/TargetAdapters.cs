using Mim.Core.Ports;

namespace Mim.Core.Delivery;

/// <summary>The adapter of each kind of target.</summary>
public sealed class TargetAdapters(IEnumerable<ITargetAdapter> adapters)
{
    private readonly Dictionary<TargetKind, ITargetAdapter> _byKind = adapters.ToDictionary(adapter => adapter.Kind);

    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>.</exception>
    public ITargetAdapter For(Target target) => _byKind.TryGetValue(target.Kind, out var adapter)
        ? adapter
        : throw new MimException(MimErrorCause.Unsupported, $"{target.Kind} targets are not supported here.", target.Address);
}
