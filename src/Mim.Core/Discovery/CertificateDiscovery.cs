using System.Net;
using System.Runtime.CompilerServices;
using Mim.Core.Ports;
using Mim.Core.Risk;

namespace Mim.Core.Discovery;

/// <summary>Finds certificates on servers, in files and in certificate stores. Changes nothing, there or in the inventory.</summary>
public sealed class CertificateDiscovery
{
    private readonly IInventoryReader _inventory;
    private readonly DiscoveryParts _parts;
    private readonly ICertificateReader _reader;
    private readonly ICertificatePathValidator _validator;
    private readonly IOcspReader _ocsp;
    private readonly WeakKeys _weakKeys;
    private readonly FilePlaces _places;
    private readonly TimeProvider _time;

    internal CertificateDiscovery(
        IInventoryReader inventory,
        DiscoveryParts parts,
        ICertificateReader reader,
        ICertificatePathValidator validator,
        IOcspReader ocsp,
        WeakKeys weakKeys,
        FilePlaces places,
        TimeProvider time) =>
        (_inventory, _parts, _reader, _validator, _ocsp, _weakKeys, _places, _time) = (inventory, parts, reader, validator, ocsp, weakKeys, places, time);

    /// <summary>What servers show, as they answer. One finding for each certificate; one for an endpoint that showed none.</summary>
    /// <param name="scan">Which servers.</param>
    /// <param name="progress">Told after each target that is done with.</param>
    /// <param name="cancellationToken">Closes what is open and ends at once.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: a server name is none.</exception>
    public async IAsyncEnumerable<CertificateFinding> FindAsync(
        EndpointScan scan, IProgress<EndpointProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        scan = scan with { ServerNames = [.. scan.ServerNames.Select(ServerName).Distinct()] };
        using var queue = new ScanQueue(scan.Targets, scan.Skip);
        var findings = new EndpointFindings(scan, Judge(), new KnownEndpoints(_inventory, FindingSorts.Certificates, cancellationToken));
        scan = scan with { Throttle = _parts.Room.Throttle(scan.Throttle, files: 1) };
        var scanner = new EndpointScanner(_parts.Probe, _parts.Resolver, scan);
        var done = scan.Skip;
        await foreach (var sightings in scanner.RunAsync(queue, cancellationToken).ConfigureAwait(false))
        {
            foreach (var sighting in sightings)
            {
                foreach (var finding in findings.Of(sighting, _time.GetUtcNow()))
                {
                    yield return finding;
                }
            }

            progress?.Report(new EndpointProgress(++done, scan.Targets.Count, queue.Finished, sightings[^1].Target.ToString()));
        }

        progress?.Report(new EndpointProgress(done, scan.Targets.Count, queue.Finished, string.Empty));
    }

    /// <summary>
    /// What lies in files, as it is found, and at the end what the inventory knows within <paramref name="scan"/> and is there no longer.
    /// </summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>: a path that is asked for is not there.</exception>
    public async IAsyncEnumerable<CertificateFinding> FindAsync(
        FileScan scan, IProgress<ScanProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var judge = Judge();
        var missing = MissingPlaces.Within(scan, _places, _inventory, FindingSorts.Certificates, cancellationToken);
        await foreach (var sighting in _parts.Files.FindAsync(scan, progress, cancellationToken).ConfigureAwait(false))
        {
            var finding = FileFindings.Of(sighting, _places.Kind, _places, judge, _time.GetUtcNow());
            missing.See(finding.Location);
            yield return finding;
        }

        await foreach (var place in missing.GoneAsync(AddressesInAsync, cancellationToken).ConfigureAwait(false))
        {
            yield return new CertificateFinding
            {
                Status = FindingStatus.Gone,
                Detail = MissingPlaces.Detail,
                LocationKind = _places.Kind,
                Location = place.Address,
                Path = _places.PathOf(place.File),
                KnownAs = place.KnownAs,
                FoundAt = _time.GetUtcNow(),
            };
        }
    }

    /// <summary>What lies in the certificate stores of the operating system, and after each what the inventory knows there and is there no longer.</summary>
    /// <param name="place"><c>CurrentUser</c> or <c>LocalMachine</c>, optionally with a store: <c>LocalMachine/My</c>.</param>
    /// <param name="cancellationToken">Stops between certificates.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, <see cref="MimErrorCause.AccessDenied"/>.</exception>
    public IEnumerable<CertificateFinding> Find(string place, CancellationToken cancellationToken)
    {
        var findings = new StoreFindings(_inventory, _places, Judge(), _time);
        return _parts.Stores.StoresOf(place)
            .SelectMany(store => findings.Of(store, _parts.Stores.Read(store, cancellationToken), cancellationToken));
    }

    /// <summary>Null when the file is there and cannot be read: then nobody knows.</summary>
    private async ValueTask<IReadOnlySet<string>?> AddressesInAsync(string address, CancellationToken cancellationToken)
    {
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            await foreach (var sighting in _parts.Files.FindAsync(new FileScan { Paths = [_places.PathOf(address)] }, progress: null, cancellationToken).ConfigureAwait(false))
            {
                if (sighting.Status != FindingStatus.Found)
                {
                    return null;
                }

                addresses.Add(FileFindings.AddressOf(sighting, _places));
            }
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.InvalidFile)
        {
            return addresses;
        }

        return addresses;
    }

    private static string ServerName(string name) => IPAddress.TryParse(name, out _)
        ? throw new MimException(MimErrorCause.InvalidArgument, $"'{name}' is no server name: servers are not asked for addresses by theirs.", name)
        : HostName.Parse(name, name);

    private CertificateJudge Judge() => new(_inventory, _parts.Anchors, _reader, _validator, _ocsp, _weakKeys, _time);
}
