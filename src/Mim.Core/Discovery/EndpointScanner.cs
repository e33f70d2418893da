using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>Asks the endpoints of a scan for their certificates.</summary>
internal sealed class EndpointScanner(IEndpointProbe probe, IHostResolver resolver, EndpointScan scan)
{
    /// <summary>Of clients that say hello and leave, any web server bears more; a few are as fast.</summary>
    private const int MostAtOneService = 16;
    private readonly TargetPlaces _places = new(resolver, scan.Targets);
    private readonly ServiceGate _gate = new(MostAtOneService);

    /// <summary>The answers of each target, each with the question it is to.</summary>
    public IAsyncEnumerable<IReadOnlyList<EndpointSighting>> RunAsync(ScanQueue queue, CancellationToken cancellationToken) =>
        TargetScan.RunAsync(queue, scan.Throttle, AskAsync, cancellationToken);

    private async ValueTask<IReadOnlyList<EndpointSighting>> AskAsync(EndpointTarget target, CancellationToken cancellationToken)
    {
        var startTls = StartTlsPorts.Resolve(scan.StartTls, target.Port);
        var places = await _places.OfAsync(target, cancellationToken).ConfigureAwait(false);
        if (places.Count == 0)
        {
            var nowhere = new EndpointAnswer(FindingStatus.NoSuchHost) { Detail = TargetPlaces.WhyNone(target) };
            return [new EndpointSighting(target, null, null, startTls, nowhere)];
        }

        var sightings = new List<EndpointSighting>();
        foreach (var place in places)
        {
            foreach (var name in NamesFor(target))
            {
                var question = new EndpointQuestion
                {
                    Address = place.Address, Port = target.Port, ServerName = name, StartTls = startTls, Timeout = scan.Timeout,
                };
                var answer = await _gate
                    .AskAsync(place.Address, target.Port, () => probe.AskAsync(question, cancellationToken), cancellationToken)
                    .ConfigureAwait(false);
                sightings.Add(new EndpointSighting(target, place, name, startTls, answer));
            }
        }

        return sightings;
    }

    private IEnumerable<string?> NamesFor(EndpointTarget target)
    {
        if (scan.ServerNames.Count > 0)
        {
            return scan.ServerNames;
        }

        return target.Address is null ? [target.Host] : [null];
    }
}
