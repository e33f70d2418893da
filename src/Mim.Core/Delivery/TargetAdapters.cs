using Mim.Core.Ports;

namespace Mim.Core.Delivery;

/// <summary>The adapter of each kind of target, for the targets of one machine.</summary>
/// <param name="adapters">One of each kind.</param>
/// <param name="here">The machine's name.</param>
public sealed class TargetAdapters(IEnumerable<ITargetAdapter> adapters, string here)
{
    private readonly Dictionary<TargetKind, ITargetAdapter> _byKind = adapters.ToDictionary(adapter => adapter.Kind);

    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.Unsupported"/>; <see cref="MimErrorCause.WrongState"/>: it is on another machine.
    /// </exception>
    public ITargetAdapter For(Target target)
    {
        target.RequireHere(here);
        return _byKind.TryGetValue(target.Kind, out var adapter)
            ? adapter
            : throw new MimException(MimErrorCause.Unsupported, $"{target.Kind} targets are not supported here.", target.Address);
    }
}
