using Mim.Core.Audit;
using Mim.Core.Issuing;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Core.Stores;

namespace Mim.Core.Identities;

/// <summary>The inventory's identities: finding and documenting.</summary>
public sealed class IdentityCatalog(IInventory inventory, ActLedger ledger)
{
    public IEnumerable<MachineIdentity> Find(IdentityQuery query, CancellationToken cancellationToken) =>
        inventory.Identities.Find(query, cancellationToken);

    public long Count(IdentityQuery query, CancellationToken cancellationToken) => inventory.Identities.Count(query, cancellationToken);

    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityNotFound"/>.</exception>
    public MachineIdentity Get(Guid id) => inventory.Identities.Get(id) ?? throw NotFound(id);

    /// <summary>All versions, oldest first.</summary>
    public IReadOnlyList<CredentialVersion> Versions(Guid id) => inventory.Versions.OfIdentity(id);

    /// <summary>Every place it is or was at.</summary>
    public IReadOnlyList<Location> Locations(Guid id) => inventory.Locations.OfIdentity(id);

    /// <summary>The places that match, with what people ask of a place: whose it is, and who uses that.</summary>
    public IEnumerable<IdentityLocation> Places(LocationQuery query, CancellationToken cancellationToken) =>
        inventory.Locations.Find(query, cancellationToken).Select(location => new IdentityLocation
        {
            Identity = inventory.Identities.Get(location.IdentityId).Required("the identity of a location").Name,
            IdentityId = location.IdentityId,
            LocationKind = location.Kind,
            Location = location.Address,
            Version = location.VersionId is { } id ? inventory.Versions.Get(id)?.Number : null,
            IsTarget = location.TargetId is not null,
            FirstSeen = location.FirstSeen,
            LastSeen = location.LastSeen,
            GoneAt = location.GoneAt,
            UsedBy = [.. Consumers(location.IdentityId).Select(consumer => consumer.System)],
        });

    /// <summary>Who depends on it.</summary>
    public IReadOnlyList<Consumer> Consumers(Guid id) => inventory.Consumers.OfIdentity(id);

    /// <summary>Changes the documentation of an identity; a change of criticality moves its due time.</summary>
    /// <returns>The identity as it is now; unchanged, and no act, when nothing differs.</returns>
    public MachineIdentity Set(Guid id, IdentityChange change, CancellationToken cancellationToken)
    {
        if (change.Name is not null)
        {
            change = change with { Name = NameRules.IdentityName(change.Name) };
        }

        var before = Get(id);
        if (Describe(before, change.ApplyTo(before)).Count == 0)
        {
            return before;
        }

        return ledger.Commit(
            (transaction, acts) =>
            {
                var old = transaction.Identities.Get(id) ?? throw NotFound(id);
                var changed = change.ApplyTo(old) with { UpdatedAt = acts.Now };
                changed = WithDueTime(transaction, old, changed);
                transaction.Identities.Update(changed);
                acts.Record(new Act("SetIdentity", "Identity", id.ToString(), old.Name, Describe(old, changed)));
                return changed;
            },
            cancellationToken);
    }

    internal static MimException NotFound(Guid id) => new(MimErrorCause.IdentityNotFound, $"There is no identity with id {id}.", id.ToString());

    /// <summary>What depends on the tier follows a change of criticality.</summary>
    internal static MachineIdentity WithDueTime(IInventoryTransaction transaction, MachineIdentity old, MachineIdentity changed) =>
        changed.Criticality == old.Criticality ? changed : changed with { DueAt = NewDueTime(transaction, changed) };

    private static DateTimeOffset? NewDueTime(IInventoryTransaction transaction, MachineIdentity identity)
    {
        if (identity.DueAt is null || identity.CurrentVersionId is not { } versionId || transaction.Versions.Get(versionId) is not { } version)
        {
            return identity.DueAt;
        }

        var due = Schedule.DueAt(version, PolicyBook.Merge(transaction.Policies)[(int)identity.Criticality]);
        transaction.Versions.Update(version with { DueAt = due });
        return due;
    }

    private static Dictionary<string, string> Describe(MachineIdentity old, MachineIdentity changed)
    {
        var detail = new Dictionary<string, string>();
        void Compare(string field, string? before, string? after)
        {
            if (!string.Equals(before, after, StringComparison.Ordinal))
            {
                detail[field] = $"{before} -> {after}";
            }
        }

        Compare("name", old.Name, changed.Name);
        Compare("owner", old.Owner, changed.Owner);
        Compare("purpose", old.Purpose, changed.Purpose);
        Compare("criticality", old.Criticality.ToString(), changed.Criticality.ToString());
        Compare("environment", old.Environment, changed.Environment);
        Compare("tags", string.Join(", ", old.Tags), string.Join(", ", changed.Tags));
        return detail;
    }
}
