using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Rotation;

namespace Mim.Core.Accounts;

/// <summary>Puts together what the inventory knows of accounts, by a handful of statements for each group of them.</summary>
internal sealed class AccountFacts(IInventoryReader inventory)
{
    private const int FirstGroup = 32;
    private const int LargestGroup = 512;
    private const int Growth = 4;

    public IEnumerable<MachineAccount> Find(IEnumerable<MachineIdentity> identities, CancellationToken cancellationToken)
    {
        var group = new List<MachineIdentity>();
        var size = FirstGroup;
        foreach (var identity in identities.Where(identity => identity.Kind == IdentityKind.ServiceAccount))
        {
            group.Add(identity);
            if (group.Count < size)
            {
                continue;
            }

            foreach (var account in Read(group, cancellationToken))
            {
                yield return account;
            }

            group.Clear();
            size = Math.Min(size * Growth, LargestGroup);
        }

        foreach (var account in group.Count == 0 ? [] : Read(group, cancellationToken))
        {
            yield return account;
        }
    }

    private List<MachineAccount> Read(List<MachineIdentity> identities, CancellationToken cancellationToken)
    {
        List<Guid> ids = [.. identities.Select(identity => identity.Id)];
        var targets = inventory.Targets.OfIdentities(ids, cancellationToken).ToLookup(target => target.IdentityId);
        var consumers = inventory.Consumers.OfIdentities(ids, cancellationToken).ToLookup(consumer => consumer.IdentityId);
        var rotations = inventory.Journal.Find(new RotationQuery { LatestOf = ids }, cancellationToken).ToDictionary(rotation => rotation.IdentityId);
        var versions = new VersionQuery { Ids = [.. identities.Select(identity => identity.CurrentVersionId).OfType<Guid>()] };
        var templates = inventory.Versions.Find(versions, cancellationToken)
            .ToDictionary(version => version.IdentityId, version => AccountTemplate.FromJson(version.Template));
        var administrators = NamesOf(targets.SelectMany(group => group).Select(target => (target.Settings as AccountSettings)?.AdministratorId), cancellationToken);
        return [.. identities.Select(identity => Account(identity, [.. targets[identity.Id]])).OfType<MachineAccount>()];

        MachineAccount? Account(MachineIdentity identity, List<Target> places) =>
            places.Find(target => target.Kind == TargetKind.Account)?.Settings is not AccountSettings settings ? null : Told(identity, settings) with
            {
                Hold = templates.GetValueOrDefault(identity.Id)?.Hold,
                Administrator = settings.AdministratorId is { } id ? administrators.GetValueOrDefault(id) : null,
                Targets = [.. places.Where(target => target.Kind != TargetKind.Account).Select(target => target.Address)],
                UsedBy = [.. consumers[identity.Id].Select(consumer => consumer.System)],
                LastOutcome = rotations.GetValueOrDefault(identity.Id)?.Outcome,
                LastRotatedAt = rotations.GetValueOrDefault(identity.Id)?.UpdatedAt,
                Reason = rotations.GetValueOrDefault(identity.Id)?.Reason,
            };
    }

    private Dictionary<Guid, string> NamesOf(IEnumerable<Guid?> ids, CancellationToken cancellationToken)
    {
        List<Guid> wanted = [.. ids.OfType<Guid>().Distinct()];
        var query = new IdentityQuery { Ids = wanted, IncludeDestroyed = true };
        return wanted.Count == 0 ? [] : inventory.Identities.Find(query, cancellationToken).ToDictionary(identity => identity.Id, identity => identity.Name);
    }

    private static MachineAccount Told(MachineIdentity identity, AccountSettings settings) => new()
    {
        IdentityId = identity.Id,
        Name = identity.Name,
        System = settings.System,
        Server = settings.Host?.Name ?? settings.Server,
        Port = settings.Host is { } host ? host.Port ?? TargetHost.UsualPort : settings.Port,
        Database = settings.Database,
        UseTls = settings.UseTls,
        Account = identity.Subject ?? settings.Accounts[0],
        Accounts = settings.Accounts,
        Strategy = settings.IsPair ? AccountStrategy.Pair : AccountStrategy.InPlace,
        Targets = [],
        UsedBy = [],
        Owner = identity.Owner,
        Purpose = identity.Purpose,
        Criticality = identity.Criticality,
        Environment = identity.Environment,
        Tags = identity.Tags,
        Status = identity.Status,
        Version = identity.Version,
        NotAfter = identity.NotAfter,
        DueAt = identity.DueAt,
    };
}
