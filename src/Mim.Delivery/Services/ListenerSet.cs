using Mim.Core.Delivery;

namespace Mim.Delivery.Services;

/// <summary>Where a certificate must be served.</summary>
/// <param name="Listeners">Every one of them; empty where nothing listens.</param>
/// <param name="ServerNames">Names that each is asked by; empty for the DNS names of the certificate.</param>
/// <param name="Timeout">How long the wait until every one has turned may take.</param>
internal sealed record ListenerSet(IReadOnlyList<ServiceListener> Listeners, IReadOnlyList<string> ServerNames, TimeSpan Timeout)
{
    /// <summary>Those of a service.</summary>
    /// <param name="settings">What was said.</param>
    /// <param name="usual">Where it listens when nothing was said; null for nowhere.</param>
    public static ListenerSet Of(ServiceTargetSettings settings, ServiceListener? usual) =>
        new(settings.Listeners.Count > 0 || usual is null ? settings.Listeners : [usual], settings.ServerNames, settings.Timeout);
}
