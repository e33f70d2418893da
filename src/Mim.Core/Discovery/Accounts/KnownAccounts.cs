using Mim.Core.Accounts;
using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Discovery.Accounts;

/// <summary>Says who an account is in the inventory, and which of those known at one place were not seen. For one thread.</summary>
internal sealed class KnownAccounts(IInventoryReader inventory, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, string?> _unseen = new(StringComparer.Ordinal);
    private Dictionary<string, Guid>? _pairs;

    /// <summary>Expects all that is known of one place.</summary>
    /// <param name="prefix">What the addresses there begin with.</param>
    public void Expect(string prefix)
    {
        var query = new LocationQuery { Kind = LocationKinds.Account, AddressPrefix = prefix, IdentityKinds = FindingSorts.Accounts };
        foreach (var location in inventory.Locations.Find(query, cancellationToken))
        {
            // What a target installs is proved by the target.
            if (location.TargetId is null)
            {
                _unseen.TryAdd(location.Address, inventory.Identities.Get(location.IdentityId)?.Name);
            }
        }
    }

    /// <summary>What was expected and not asked for, with the name of its identity.</summary>
    public IEnumerable<(string Address, string? KnownAs)> Unseen() => _unseen.Select(pair => (pair.Key, pair.Value));

    /// <summary>The identity of an account; null for what the inventory does not know, or has disposed of.</summary>
    public MachineIdentity? Find(string address)
    {
        _unseen.Remove(address);
        var query = new LocationQuery { Kind = LocationKinds.Account, Address = address, IdentityKinds = FindingSorts.Accounts };
        var ids = inventory.Locations.Find(query, cancellationToken).Select(location => location.IdentityId);
        var ofPair = Pairs.TryGetValue(address, out var id) ? [id] : Array.Empty<Guid>();
        return ids.Concat(ofPair).Select(inventory.Identities.Get).FirstOrDefault(identity => identity is { Status: not VersionState.Destroyed });
    }

    // The place of a pair names both accounts.
    private Dictionary<string, Guid> Pairs => _pairs ??= (
        from target in inventory.Targets.Find(identityId: null, cancellationToken)
        let settings = target.Settings as AccountSettings
        where settings is { IsPair: true }
        from account in settings.Accounts
        select (Address: $"{settings.System} {settings.Endpoint} {account}", target.IdentityId))
        .DistinctBy(pair => pair.Address)
        .ToDictionary(pair => pair.Address, pair => pair.IdentityId, StringComparer.Ordinal);
}
