using System.Net;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>Tells where targets lead to, and keeps away from what a scan excludes.</summary>
internal sealed class TargetPlaces(IHostResolver resolver, EndpointTargets targets)
{
    /// <summary>Why a target has no place, for people.</summary>
    public static string WhyNone(EndpointTarget target) => $"'{target.Host}' has no address that may be asked.";

    /// <summary>Empty when the name has no address, or none that may be asked.</summary>
    public async ValueTask<IReadOnlyList<TargetPlace>> OfAsync(EndpointTarget target, CancellationToken cancellationToken)
    {
        if (target.Address is { } known)
        {
            return [new TargetPlace(known, target)];
        }

        var resolved = await resolver.ResolveAsync(target.Host, cancellationToken).ConfigureAwait(false);
        IPAddress[] addresses = [.. resolved.Where(address => !targets.Excludes(address, target.Port))];
        return addresses is [var only]
            ? [new TargetPlace(only, target)]
            : [.. addresses.Select(address => new TargetPlace(address, new EndpointTarget(address.ToString(), address, target.Port)))];
    }
}
