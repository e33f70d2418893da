using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>Asks the endpoints of a scan, many at once, and gives the answers as they come.</summary>
internal sealed class EndpointScanner(IEndpointProbe probe, IHostResolver resolver)
{
    /// <summary>Answers that wait for the reader; the scan waits with them when it is slower.</summary>
    private const int Capacity = 1024;

    /// <summary>
    /// The answers, each with the question it is to, grouped by target: a target is finished in <paramref name="queue"/> once
    /// the reader has asked for the next group.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<EndpointSighting>> RunAsync(
        EndpointScan scan, ScanQueue queue, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answers = Channel.CreateBounded<(long Number, IReadOnlyList<EndpointSighting> Sightings)>(
            new BoundedChannelOptions(Capacity) { SingleReader = true });
        var work = AskAllAsync(scan, queue, answers.Writer, stop.Token);
        try
        {
            await foreach (var (number, sightings) in answers.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return sightings;
                queue.Finish(number);
            }

            await work.ConfigureAwait(false);
        }
        finally
        {
            // A reader that wants no more must not leave sockets open behind it.
            await stop.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AskAllAsync(
        EndpointScan scan, ScanQueue queue, ChannelWriter<(long Number, IReadOnlyList<EndpointSighting> Sightings)> answers, CancellationToken cancellationToken)
    {
        Exception? trouble = null;
        try
        {
            await Task.WhenAll(Enumerable.Range(0, scan.Throttle).Select(_ => Task.Run(WorkAsync, cancellationToken))).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            trouble = exception;
            throw;
        }
        finally
        {
            answers.Complete(trouble);
        }

        async Task WorkAsync()
        {
            while (queue.TryTake(out var number, out var target))
            {
                await answers.WriteAsync((number, await AskAsync(scan, target, cancellationToken).ConfigureAwait(false)), cancellationToken)
                    .ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<IReadOnlyList<EndpointSighting>> AskAsync(EndpointScan scan, EndpointTarget target, CancellationToken cancellationToken)
    {
        var startTls = StartTlsPorts.Resolve(scan.StartTls, target.Port);
        var addresses = target.Address is { } given ? [given] : await AddressesAsync(scan, target, cancellationToken).ConfigureAwait(false);
        if (addresses.Count == 0)
        {
            var nowhere = new EndpointAnswer(FindingStatus.NoSuchHost) { Detail = $"'{target.Host}' has no address that may be asked." };
            return [new EndpointSighting(target, null, null, startTls, nowhere)];
        }

        var sightings = new List<EndpointSighting>();
        foreach (var address in addresses)
        {
            foreach (var name in NamesFor(scan, target))
            {
                var question = new EndpointQuestion
                {
                    Address = address, Port = target.Port, ServerName = name, StartTls = startTls, Timeout = scan.Timeout,
                };
                var answer = await probe.AskAsync(question, cancellationToken).ConfigureAwait(false);
                sightings.Add(new EndpointSighting(target, address, name, startTls, answer, addresses.Count > 1));
            }
        }

        return sightings;
    }

    private static IEnumerable<string?> NamesFor(EndpointScan scan, EndpointTarget target)
    {
        if (scan.ServerNames.Count > 0)
        {
            return scan.ServerNames;
        }

        return target.Address is null ? [target.Host] : [null];
    }

    private async ValueTask<IReadOnlyList<IPAddress>> AddressesAsync(EndpointScan scan, EndpointTarget target, CancellationToken cancellationToken)
    {
        var addresses = await resolver.ResolveAsync(target.Host, cancellationToken).ConfigureAwait(false);
        return [.. addresses.Where(address => !scan.Targets.Excludes(address, target.Port))];
    }
}
