using Mim.Core.Ports;

namespace Mim.Core.Discovery.Ssh;

/// <summary>Asks the servers of a scan for their host keys.</summary>
internal sealed class SshServerScanner(ISshHostKeyProbe probe, IHostResolver resolver, SshServerScan scan)
{
    /// <summary>Less than half of the ten clients from which on sshd turns some away (MaxStartups).</summary>
    private const int MostAtOneServer = 4;
    private readonly TargetPlaces _places = new(resolver, scan.Targets);
    private readonly ServiceGate _gate = new(MostAtOneServer);

    /// <summary>The answers of each target, one for each of its addresses.</summary>
    public IAsyncEnumerable<IReadOnlyList<SshServerSighting>> RunAsync(ScanQueue queue, CancellationToken cancellationToken) =>
        TargetScan.RunAsync(queue, scan.Throttle, AskAsync, cancellationToken);

    private async ValueTask<IReadOnlyList<SshServerSighting>> AskAsync(EndpointTarget target, CancellationToken cancellationToken)
    {
        var places = await _places.OfAsync(target, cancellationToken).ConfigureAwait(false);
        if (places.Count == 0)
        {
            var nowhere = new SshEndpointAnswer(FindingStatus.NoSuchHost) { Detail = TargetPlaces.WhyNone(target) };
            return [new SshServerSighting(target, null, nowhere)];
        }

        var sightings = new List<SshServerSighting>();
        foreach (var place in places)
        {
            var question = new SshEndpointQuestion(place.Address, target.Port, scan.Timeout);
            var answer = await _gate
                .AskAsync(place.Address, target.Port, () => probe.AskAsync(question, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            sightings.Add(new SshServerSighting(target, place, answer));
        }

        return sightings;
    }
}
