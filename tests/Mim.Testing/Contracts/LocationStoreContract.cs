using Mim.Core.Identities;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.ILocationStore"/> promises.</summary>
public abstract class LocationStoreContract(ITestStore store) : StoreContract(store)
{
    private readonly MachineIdentity _identity = Sample.Identity("web01");

    [SuiteFact]
    public void Seeing_a_location_again_keeps_when_it_was_first_seen()
    {
        var first = Location("/srv/web.pem");
        var again = Location("/srv/web.pem") with { VersionId = Guid.CreateVersion7(), FirstSeen = Sample.Now.AddDays(5), LastSeen = Sample.Now.AddDays(5) };
        Put(first, again);

        Assert.Equivalent(
            first with { VersionId = again.VersionId, LastSeen = again.LastSeen },
            Assert.Single(Inventory.Locations.OfIdentity(_identity.Id)),
            strict: true);
    }

    [SuiteFact]
    public void A_found_location_becomes_that_of_the_target_that_installs_there()
    {
        var target = Guid.CreateVersion7();
        Put(Location("/srv/a"), Location("/srv/a") with { TargetId = target }, Location("/srv/a"), Location("/srv/b"));

        Inventory.Write(transaction => transaction.Locations.RemoveOfTarget(target));

        Assert.Equal(["/srv/b"], Inventory.Locations.OfIdentity(_identity.Id).Select(location => location.Address));
        Assert.Empty(Inventory.Locations.OfIdentity(Guid.CreateVersion7()));
    }

    private Location Location(string address) => new()
    {
        Id = Guid.CreateVersion7(Sample.Now),
        IdentityId = _identity.Id,
        Kind = "File",
        Address = address,
        FirstSeen = Sample.Now,
        LastSeen = Sample.Now,
    };

    private void Put(params Location[] locations) => Inventory.Write(transaction =>
    {
        transaction.Identities.Add(_identity);
        Array.ForEach(locations, transaction.Locations.Put);
    });
}
