using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>What the inventory knows at endpoints, as it was when it was first asked for. For one thread.</summary>
/// <param name="inventory">What is known.</param>
/// <param name="sort">The kinds of identity that the scan looks for.</param>
/// <param name="cancellationToken">Stops the reading.</param>
internal sealed class KnownEndpoints(IInventoryReader inventory, IReadOnlyList<IdentityKind> sort, CancellationToken cancellationToken)
{
    /// <summary>What to tell people of one that is missing.</summary>
    public const string Detail = "The inventory knows it there, and the server has it no longer.";

    private HashSet<string>? _addresses;

    /// <summary>Whether something is known there, which makes it news that nobody answers.</summary>
    public bool Has(string address) => (_addresses ??= Read()).Contains(address);

    /// <summary>What is known there and cannot be there any more beside what the server showed.</summary>
    /// <param name="address">As the inventory writes it.</param>
    /// <param name="shown">All algorithms of the keys that the server has.</param>
    public IEnumerable<KnownCredential> MissingAt(string address, IReadOnlyCollection<string> shown)
    {
        if (!Has(address))
        {
            yield break;
        }

        // What has a key of a family that was shown was replaced by that.
        var families = shown.Select(KeyFamilies.Of).ToHashSet(StringComparer.Ordinal);
        var query = new LocationQuery { Kind = LocationKinds.Endpoint, Address = address, IdentityKinds = sort };
        foreach (var location in inventory.Locations.Find(query, cancellationToken).ToList())
        {
            // What a target installs is proved by the target.
            if (location is { TargetId: null, VersionId: { } id }
                && inventory.Versions.Get(id) is { KeyAlgorithm: { } algorithm } version
                && !families.Contains(KeyFamilies.Of(algorithm))
                && inventory.Identities.Get(location.IdentityId) is { } identity)
            {
                yield return new KnownCredential(identity, version);
            }
        }
    }

    private HashSet<string> Read()
    {
        var query = new LocationQuery { Kind = LocationKinds.Endpoint, IdentityKinds = sort };
        return inventory.Locations.Find(query, cancellationToken).Select(location => location.Address).ToHashSet(StringComparer.Ordinal);
    }
}
