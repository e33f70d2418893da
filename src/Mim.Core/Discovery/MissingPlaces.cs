using System.Runtime.CompilerServices;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>The places in files that the inventory knows within a scan and that the scan does not come across.</summary>
/// <param name="inventory">What is known.</param>
/// <param name="places">The machine's.</param>
/// <param name="sort">The kinds of identity that the scan looks for.</param>
/// <param name="cancellationToken">Stops between places.</param>
internal sealed class MissingPlaces(IInventoryReader inventory, FilePlaces places, IReadOnlyList<IdentityKind> sort, CancellationToken cancellationToken)
{
    /// <summary>What to tell people of one.</summary>
    public const string Detail = "The inventory knows it there, and it is there no longer.";

    private const char EntryMark = '#';
    private readonly SortedDictionary<string, List<Location>> _unseen = new(StringComparer.Ordinal);

    /// <summary>Expects what is known of the files of a scan on this machine.</summary>
    public static MissingPlaces Within(
        FileScan scan, FilePlaces places, IInventoryReader inventory, IReadOnlyList<IdentityKind> sort, CancellationToken cancellationToken)
    {
        var missing = new MissingPlaces(inventory, places, sort, cancellationToken);
        foreach (var path in scan.Paths)
        {
            missing.ExpectFile(path);
            missing.ExpectFolder(Path.EndsInDirectorySeparator(path) ? path : path + Path.DirectorySeparatorChar, scan.Recurse);
        }

        return missing;
    }

    /// <summary>Expects what is known in a file.</summary>
    public void ExpectFile(string path)
    {
        var address = places.AddressOf(path);
        Expect(new LocationQuery { Address = address });
        Expect(new LocationQuery { AddressPrefix = address + EntryMark });
    }

    /// <summary>Expects what is known in the files of a folder.</summary>
    /// <param name="folder">With a separator at its end.</param>
    /// <param name="recurse">Also in the folders within.</param>
    public void ExpectFolder(string folder, bool recurse)
    {
        var separator = folder[^1];
        var prefix = places.AddressOf(folder);
        Expect(
            new LocationQuery { AddressPrefix = prefix },
            location => recurse || !FilesOf(location.Address).First().AsSpan(prefix.Length).Contains(separator));
    }

    /// <summary>Expects all that is known on the machine.</summary>
    public void ExpectAll() => Expect(new LocationQuery { AddressPrefix = places.AddressOf(string.Empty) });

    public void See(string address) => _unseen.Remove(address);

    /// <summary>What has not been seen by now and is not there.</summary>
    /// <param name="look">
    /// Looks at one file by itself, named as in the inventory, as it may lie outside of what the scan went through: the addresses in it, none when it is not
    /// there, null when nobody can tell.
    /// </param>
    /// <param name="cancellationToken">Ends at once.</param>
    public async IAsyncEnumerable<MissingPlace> GoneAsync(
        Func<string, CancellationToken, ValueTask<IReadOnlySet<string>?>> look, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var looked = new Dictionary<string, IReadOnlySet<string>?>(StringComparer.Ordinal);
        foreach (var (address, locations) in _unseen)
        {
            if (!looked.ContainsKey(FilesOf(address).First()))
            {
                looked.Clear();
            }

            if (await IsGoneAsync(address, looked, look, cancellationToken).ConfigureAwait(false))
            {
                foreach (var location in locations)
                {
                    yield return new MissingPlace(address, FilesOf(address).First(), inventory.Identities.Get(location.IdentityId)?.Name);
                }
            }
        }
    }

    // Names of files and of entries may both have the mark in them; so each may be where the file's name ends.
    private static IEnumerable<string> FilesOf(string address)
    {
        for (var mark = address.IndexOf(EntryMark); mark >= 0; mark = address.IndexOf(EntryMark, mark + 1))
        {
            yield return address[..mark];
        }

        yield return address;
    }

    private static async ValueTask<bool> IsGoneAsync(
        string address,
        Dictionary<string, IReadOnlySet<string>?> looked,
        Func<string, CancellationToken, ValueTask<IReadOnlySet<string>?>> look,
        CancellationToken cancellationToken)
    {
        foreach (var file in FilesOf(address))
        {
            if (!looked.TryGetValue(file, out var there))
            {
                looked[file] = there = await look(file, cancellationToken).ConfigureAwait(false);
            }

            if (there is null || there.Contains(address))
            {
                return false;
            }
        }

        return true;
    }

    private void Expect(LocationQuery query, Func<Location, bool>? isWithin = null)
    {
        query = query with { Kind = places.Kind, IdentityKinds = sort };
        foreach (var location in inventory.Locations.Find(query, cancellationToken))
        {
            // What a target installs is proved by the target.
            if (location.TargetId is not null || isWithin?.Invoke(location) == false)
            {
                continue;
            }

            if (!_unseen.TryGetValue(location.Address, out var same))
            {
                _unseen.Add(location.Address, same = []);
            }

            same.Add(location);
        }
    }
}
