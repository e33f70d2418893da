using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Identities;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.ITargetStore"/> promises.</summary>
public abstract class TargetStoreContract(ITestStore store) : StoreContract(store)
{
    private readonly MachineIdentity _identity = Sample.Identity("web01");

    [SuiteFact]
    public void Every_field_comes_back_and_putting_again_replaces()
    {
        var target = Sample.Target(_identity);
        var bare = new Target
        {
            Id = Guid.CreateVersion7(),
            IdentityId = _identity.Id,
            Identity = _identity.Name,
            Kind = TargetKind.File,
            Address = "/srv/other.pem",
            Settings = new FileTargetSettings { Path = "/srv/other.pem" },
            CreatedAt = Sample.Now,
        };
        Put(target with { InstalledVersion = 1, HasPassword = false }, target, bare);

        Assert.Equivalent(target, Inventory.Targets.Get(target.Id), strict: true);
        Assert.Equivalent(bare, Inventory.Targets.Get(bare.Id), strict: true);
    }

    [SuiteFact]
    public void Settings_of_every_kind_come_back()
    {
        var targets = Enum.GetValues<TargetKind>()
            .Select(kind => Sample.Target(_identity, $"/srv/{kind}.pem") with { Kind = kind, Settings = Sample.TargetSettings(kind) })
            .ToArray();
        Put(targets);
        Assert.All(targets, target => Assert.Equivalent(target.Settings, Inventory.Targets.Get(target.Id)!.Settings, strict: true));
    }

    [SuiteFact]
    public void Targets_come_oldest_first_of_one_identity_or_of_all()
    {
        var other = Sample.Identity("web02");
        Inventory.Add(other);
        var targets = Enumerable.Range(0, 1100)
            .Select(i => Sample.Target(i % 2 == 0 ? _identity : other, $"/srv/{i}.pem") with { CreatedAt = Sample.Now.AddSeconds(-i) })
            .ToArray();
        Put(targets);

        Assert.Equal(targets.Reverse().Select(target => target.Id), Inventory.Targets.Find(null, None).Select(target => target.Id));
        Assert.Equal(550, Inventory.Targets.Find(other.Id, None).Count(target => target.Identity == "web02"));
        Assert.Equal(550, Inventory.Targets.Find(other.Id, None).Count());
    }

    [SuiteFact]
    public void Targets_of_several_identities_come_at_once()
    {
        var (second, third) = (Sample.Identity("web02"), Sample.Identity("web03"));
        Inventory.Add(second);
        Inventory.Add(third);
        var targets = Enumerable.Range(0, 9)
            .Select(i => Sample.Target(i % 3 == 0 ? _identity : i % 3 == 1 ? second : third, $"/srv/{i}.pem") with { CreatedAt = Sample.Now.AddSeconds(-i) })
            .ToArray();
        Put(targets);

        var found = Inventory.Targets.OfIdentities([_identity.Id, third.Id, Guid.CreateVersion7()], None);

        Assert.Equal(6, found.Count);
        foreach (var identity in new[] { _identity, third })
        {
            var own = found.Where(target => target.IdentityId == identity.Id).ToList();
            Assert.Equal(targets.Reverse().Where(target => target.IdentityId == identity.Id).Select(target => target.Id), own.Select(target => target.Id));
            Assert.All(own, target => Assert.Equal(identity.Name, target.Identity));
        }

        Assert.Empty(Inventory.Targets.OfIdentities([], None));
    }

    [SuiteFact]
    public void An_address_is_taken_once_within_an_identity()
    {
        Put(Sample.Target(_identity));

        Assert.Equal(
            MimErrorCause.InvalidArgument,
            Assert.Throws<MimException>(() => Inventory.Write(t => t.Targets.Put(Sample.Target(_identity)))).Cause);
    }

    [SuiteFact]
    public void A_removed_target_is_gone()
    {
        var target = Sample.Target(_identity);
        Put(target);

        Inventory.Write(transaction => transaction.Targets.Remove(target.Id));

        Assert.Null(Inventory.Targets.Get(target.Id));
        Assert.Empty(Inventory.Targets.Find(null, None));
    }

    private void Put(params Target[] targets) => Inventory.Write(transaction =>
    {
        transaction.Identities.Add(_identity);
        Array.ForEach(targets, transaction.Targets.Put);
    });
}
