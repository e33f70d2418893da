using System.Runtime.CompilerServices;
using Mim.Core.Ports;
using Mim.Core.Risk;

namespace Mim.Core.Discovery.Ssh;

/// <summary>Finds keys of SSH on this machine, in files, on other hosts and by asking servers. Changes nothing, there or in the inventory.</summary>
public sealed class SshKeyDiscovery
{
    /// <summary>Its three streams, and what starting it takes for a moment.</summary>
    private const int FilesOfProcess = 6;

    private readonly IInventoryReader _inventory;
    private readonly SshDiscoveryParts _parts;
    private readonly WeakKeys _weakKeys;
    private readonly FilePlaces _places;
    private readonly TimeProvider _time;

    internal SshKeyDiscovery(IInventoryReader inventory, SshDiscoveryParts parts, WeakKeys weakKeys, FilePlaces places, TimeProvider time) =>
        (_inventory, _parts, _weakKeys, _places, _time) = (inventory, parts, weakKeys, places, time);

    /// <summary>
    /// What this machine has: who may log in to its accounts by sshd's configuration, the keys of those accounts, host keys and
    /// certificates, authorities, revoked keys, known hosts.
    /// </summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>: it has no shell.</exception>
    public IAsyncEnumerable<SshKeyFinding> FindAsync(CancellationToken cancellationToken) =>
        new SshMachineScan(_inventory, _parts, Findings()).RunAsync(null, cancellationToken);

    /// <summary>The same of other hosts; one finding for a host that could not be looked at, or no further.</summary>
    /// <param name="scan">Which hosts.</param>
    /// <param name="progress">Told after each host; null for nobody.</param>
    /// <param name="cancellationToken">Closes what is open and ends at once.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>, <see cref="MimErrorCause.InvalidArgument"/>.</exception>
    public IAsyncEnumerable<SshKeyFinding> FindAsync(SshHostScan scan, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        var done = 0L;
        return ScanPool.RunAsync<SshDestination, SshKeyFinding>(
            scan.Destinations,
            _parts.Room.Throttle(scan.Throttle, FilesOfProcess),
            async (destination, found, token) =>
            {
                await foreach (var finding in new SshMachineScan(_inventory, _parts, Findings()).RunAsync(destination, token).ConfigureAwait(false))
                {
                    await found.WriteAsync(finding, token).ConfigureAwait(false);
                }

                progress?.Report(new ScanProgress(Interlocked.Increment(ref done), scan.Destinations.Count, destination.Host));
            },
            cancellationToken);
    }

    /// <summary>
    /// What lies in files and folders, and at the end what the inventory knows within <paramref name="scan"/> and is there no longer.
    /// </summary>
    /// <param name="scan">Which files.</param>
    /// <param name="progress">Told of what is looked at; null for nobody.</param>
    /// <param name="cancellationToken">Ends at once.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>: a path that is asked for is not there.</exception>
    public async IAsyncEnumerable<SshKeyFinding> FindAsync(
        FileScan scan, IProgress<ScanProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var findings = Findings();
        var missing = MissingPlaces.Within(scan, _places, _inventory, FindingSorts.SshKeys, cancellationToken);
        await foreach (var file in _parts.Files.FindAsync(scan, progress, cancellationToken).ConfigureAwait(false))
        {
            using (file)
            {
                foreach (var finding in In(file, findings))
                {
                    missing.See(finding.Location);
                    yield return finding;
                }
            }
        }

        await foreach (var place in missing.GoneAsync((address, token) => LookAsync(address, findings, token), cancellationToken).ConfigureAwait(false))
        {
            yield return findings.Of(place, machine: null);
        }
    }

    /// <summary>The host keys that servers show, as they answer; one finding for a server that showed none.</summary>
    /// <param name="scan">Which servers.</param>
    /// <param name="progress">Told after each server; null for nobody.</param>
    /// <param name="cancellationToken">Closes what is open and ends at once.</param>
    public async IAsyncEnumerable<SshKeyFinding> FindAsync(
        SshServerScan scan, IProgress<EndpointProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var queue = new ScanQueue(scan.Targets, scan.Skip);
        var findings = Findings();
        scan = scan with { Throttle = _parts.Room.Throttle(scan.Throttle, files: 1) };
        var known = new KnownEndpoints(_inventory, FindingSorts.SshKeys, cancellationToken);
        var scanner = new SshServerScanner(_parts.Probe, _parts.Resolver, scan);
        var done = scan.Skip;
        await foreach (var sightings in scanner.RunAsync(queue, cancellationToken).ConfigureAwait(false))
        {
            // In a range most addresses have no server at all, and that is no news unless there was one.
            foreach (var finding in sightings
                .Where(sighting => sighting.Answer.ConnectTime is not null || scan.IncludeUnreachable || scan.Targets.Names(sighting.Target)
                    || known.Has(SshFindings.AddressOf(sighting)))
                .SelectMany(sighting => findings.Of(sighting, known)))
            {
                yield return finding;
            }

            progress?.Report(new EndpointProgress(++done, scan.Targets.Count, queue.Finished, sightings[^1].Target.ToString()));
        }

        progress?.Report(new EndpointProgress(done, scan.Targets.Count, queue.Finished, string.Empty));
    }

    private SshFindings Findings() => new(_inventory, _weakKeys, _places, _time);

    private IEnumerable<SshKeyFinding> In(SshFile file, SshFindings findings) =>
        findings.In(file, [new SshPlace(file.Path, null, null)], machine: null, _parts.Reader);

    private async ValueTask<IReadOnlySet<string>?> LookAsync(string address, SshFindings findings, CancellationToken cancellationToken)
    {
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            await foreach (var file in _parts.Files.FindAsync(new FileScan { Paths = [_places.PathOf(address)] }, progress: null, cancellationToken).ConfigureAwait(false))
            {
                using (file)
                {
                    if (file.Status != FindingStatus.Found || file.IsCut)
                    {
                        return null;
                    }

                    addresses.UnionWith(In(file, findings).Select(finding => finding.Location));
                }
            }
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.InvalidFile)
        {
            return addresses;
        }

        return addresses;
    }
}
