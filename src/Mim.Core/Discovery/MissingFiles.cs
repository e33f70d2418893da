using System.Runtime.CompilerServices;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>The files within a scan that the inventory knows and that the scan does not come across.</summary>
internal sealed class MissingFiles
{
    private readonly IInventoryReader _inventory;
    private readonly ICertificateFinder _finder;
    private readonly Dictionary<string, List<Location>> _known = new(StringComparer.Ordinal);

    public MissingFiles(IInventoryReader inventory, ICertificateFinder finder, FileScan scan, CancellationToken cancellationToken)
    {
        (_inventory, _finder) = (inventory, finder);
        foreach (var root in scan.Paths)
        {
            var folder = Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar;
            var within = inventory.Locations.Find(new LocationQuery { Kind = LocationKinds.File, AddressPrefix = root }, cancellationToken)
                .Where(location => FileOf(location) == root
                    || (location.Address.StartsWith(folder, StringComparison.Ordinal)
                        && (scan.Recurse || !location.Address.AsSpan(folder.Length).Contains(Path.DirectorySeparatorChar))));
            foreach (var location in within.Where(location => location.TargetId is null))
            {
                if (!_known.TryGetValue(location.Address, out var same))
                {
                    _known.Add(location.Address, same = []);
                }

                same.Add(location);
            }
        }
    }

    public void See(string address) => _known.Remove(address);

    /// <summary>
    /// What has not been seen by now and is not there: each file is looked at once more by itself, as it may have been excluded
    /// from the scan.
    /// </summary>
    public async IAsyncEnumerable<CertificateFinding> GoneAsync(
        DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var locations in _known.Values.SelectMany(locations => locations).GroupBy(FileOf, StringComparer.Ordinal))
        {
            var seen = await AddressesInAsync(locations.Key, cancellationToken).ConfigureAwait(false);
            foreach (var location in locations.Where(location => seen is not null && !seen.Contains(location.Address)))
            {
                yield return Gone(location, now);
            }
        }
    }

    private static string FileOf(Location location) => location.Address.Split('#', 2)[0];

    /// <summary>Null when the file is there and cannot be read: then nobody knows.</summary>
    private async ValueTask<HashSet<string>?> AddressesInAsync(string file, CancellationToken cancellationToken)
    {
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            await foreach (var sighting in _finder.FindAsync(new FileScan { Paths = [file] }, progress: null, cancellationToken).ConfigureAwait(false))
            {
                if (sighting.Status != FindingStatus.Found)
                {
                    return null;
                }

                addresses.Add(FileFindings.AddressOf(sighting));
            }
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.InvalidFile)
        {
            return [];
        }

        return addresses;
    }

    private CertificateFinding Gone(Location location, DateTimeOffset now) => new()
    {
        Status = FindingStatus.Gone,
        Detail = "The inventory knows it there, and it is there no longer.",
        LocationKind = location.Kind,
        Location = location.Address,
        Path = FileOf(location),
        KnownAs = _inventory.Identities.Get(location.IdentityId)?.Name,
        FoundAt = now,
    };
}
