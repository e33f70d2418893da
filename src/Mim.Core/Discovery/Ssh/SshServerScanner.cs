using System.Net;
using System.Runtime.CompilerServices;
using Mim.Core.Ports;

namespace Mim.Core.Discovery.Ssh;

/// <summary>Asks the servers of a scan, many at once, and gives the answers as they come.</summary>
internal sealed class SshServerScanner(ISshHostKeyProbe probe, IHostResolver resolver)
{
    /// <summary>
    /// The answers of each target, one for each of its addresses: a target is finished in <paramref name="queue"/> once the reader
    /// has asked for the next.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<SshServerSighting>> RunAsync(
        SshServerScan scan, ScanQueue queue, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answers = ScanPool.RunAsync<(long Number, EndpointTarget Target), (long Number, IReadOnlyList<SshServerSighting> Sightings)>(
            Take(queue),
            scan.Throttle,
            async (next, found, token) =>
                await found.WriteAsync((next.Number, await AskAsync(scan, next.Target, token).ConfigureAwait(false)), token).ConfigureAwait(false),
            cancellationToken);
        await foreach (var (number, sightings) in answers.ConfigureAwait(false))
        {
            yield return sightings;
            queue.Finish(number);
        }
    }

    private static IEnumerable<(long Number, EndpointTarget Target)> Take(ScanQueue queue)
    {
        while (queue.TryTake(out var number, out var target))
        {
            yield return (number, target);
        }
    }

    private async ValueTask<IReadOnlyList<SshServerSighting>> AskAsync(SshServerScan scan, EndpointTarget target, CancellationToken cancellationToken)
    {
        IReadOnlyList<IPAddress> addresses = target.Address is { } known
            ? [known]
            : [.. (await resolver.ResolveAsync(target.Host, cancellationToken).ConfigureAwait(false)).Where(address => !scan.Targets.Excludes(address, target.Port))];
        if (addresses.Count == 0)
        {
            var nowhere = new SshEndpointAnswer(FindingStatus.NoSuchHost) { Detail = $"'{target.Host}' has no address that may be asked." };
            return [new SshServerSighting(target, null, nowhere)];
        }

        var sightings = new List<SshServerSighting>();
        foreach (var address in addresses)
        {
            var answer = await probe.AskAsync(new SshEndpointQuestion(address, target.Port, scan.Timeout), cancellationToken).ConfigureAwait(false);
            // One name with several addresses is several places, which may show different keys.
            var place = addresses.Count == 1 ? target : new EndpointTarget(address.ToString(), address, target.Port);
            sightings.Add(new SshServerSighting(place, address, answer));
        }

        return sightings;
    }
}
