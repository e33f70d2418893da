using System.Net;
using System.Threading.Channels;
using Mim.Core.Ports;

namespace Mim.Core.Discovery.Ssh;

/// <summary>Asks the servers of a scan, many at once, and gives the answers as they come.</summary>
internal sealed class SshServerScanner(ISshHostKeyProbe probe, IHostResolver resolver)
{
    public IAsyncEnumerable<SshServerSighting> RunAsync(SshServerScan scan, CancellationToken cancellationToken) =>
        ScanPool.RunAsync<EndpointTarget, SshServerSighting>(
            scan.Targets.All, scan.Throttle, (target, found, token) => AskAsync(scan, target, found, token), cancellationToken);

    private async ValueTask AskAsync(
        SshServerScan scan, EndpointTarget target, ChannelWriter<SshServerSighting> found, CancellationToken cancellationToken)
    {
        IReadOnlyList<IPAddress> addresses = target.Address is { } known
            ? [known]
            : [.. (await resolver.ResolveAsync(target.Host, cancellationToken).ConfigureAwait(false)).Where(address => !scan.Targets.Excludes(address, target.Port))];
        if (addresses.Count == 0)
        {
            var nowhere = new SshEndpointAnswer(FindingStatus.NoSuchHost) { Detail = $"'{target.Host}' has no address that may be asked." };
            await found.WriteAsync(new SshServerSighting(target, null, nowhere), cancellationToken).ConfigureAwait(false);
        }

        foreach (var address in addresses)
        {
            var answer = await probe.AskAsync(new SshEndpointQuestion(address, target.Port, scan.Timeout), cancellationToken).ConfigureAwait(false);
            // One name with several addresses is several places, which may show different keys.
            var place = addresses.Count == 1 ? target : new EndpointTarget(address.ToString(), address, target.Port);
            await found.WriteAsync(new SshServerSighting(place, address, answer), cancellationToken).ConfigureAwait(false);
        }
    }
}
