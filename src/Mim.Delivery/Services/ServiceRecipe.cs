using Mim.Core.Delivery;
using Mim.Core.Discovery;

namespace Mim.Delivery.Services;

/// <summary>What is usual for one kind of service; the settings of a target may say otherwise.</summary>
/// <param name="Kind">The kind of target.</param>
internal sealed record ServiceRecipe(TargetKind Kind)
{
    /// <summary>The command that accepts the configuration or not; null for none.</summary>
    public Func<ServiceTargetSettings, IReadOnlyList<string>?> Validate { get; init; } = _ => null;

    /// <summary>The command that makes the service read its files again; null for none.</summary>
    public Func<ServiceTargetSettings, IReadOnlyList<string>?> Reload { get; init; } = _ => null;

    /// <summary>A command that proves the files, which gets the password of the target as a line of input; null for none.</summary>
    public Func<ServiceTargetSettings, IReadOnlyList<string>?> Prove { get; init; } = _ => null;

    /// <summary>How long after one reload the next may begin; zero for a service that takes them at any time.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Where it listens when nothing else is said; null for a service that need not listen.</summary>
    public ServiceListener? Listener { get; init; }

    /// <summary>The same on a machine that is asked by another name or address.</summary>
    public ServiceRecipe At(string host) => Listener is null ? this : this with { Listener = Listener with { Host = host } };
}
