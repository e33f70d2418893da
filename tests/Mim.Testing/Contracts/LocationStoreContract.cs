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

    [SuiteFact]
    public void Locations_are_found_by_what_is_asked_of_them()
    {
        var server = Location("web:443") with { Kind = "Endpoint", LastSeen = Sample.Now.AddDays(9) };
        Put(Location("/srv/a"), Location("/srv/b"), Location("/srw"), Location("/srv/Ω"), server);

        Assert.Equal(["web:443", "/srv/a", "/srv/b", "/srv/Ω", "/srw"], Find(new LocationQuery()));
        Assert.Equal(["/srv/b"], Find(new LocationQuery { Kind = "File", Address = "/srv/b" }));
        Assert.Equal(["/srv/a", "/srv/b", "/srv/Ω"], Find(new LocationQuery { Kind = "File", AddressPrefix = "/srv/" }));
        Assert.Equal(4, Find(new LocationQuery { NotSeenSince = Sample.Now.AddDays(1) }).Count);
        Assert.Equal(5, Find(new LocationQuery { IdentityId = _identity.Id }).Count);
        Assert.Empty(Find(new LocationQuery { IdentityId = Guid.CreateVersion7() }));
        Assert.Equal(5, Find(new LocationQuery { IdentityKinds = [IdentityKind.CertificateAuthority, _identity.Kind] }).Count);
        Assert.Empty(Find(new LocationQuery { Kind = "File", Address = "/srv/b", IdentityKinds = [IdentityKind.ApiToken] }));
    }

    [SuiteFact]
    public void What_is_gone_is_left_out_until_it_is_seen_again()
    {
        var location = Location("/srv/a");
        Put(location);
        Inventory.Write(transaction => transaction.Locations.MarkGone(location.Id, Sample.Now.AddDays(1)));

        Assert.Empty(Find(new LocationQuery()));
        Assert.Equal(["/srv/a"], Find(new LocationQuery { IncludeGone = true }));
        Assert.Equal(Sample.Now.AddDays(1), Assert.Single(Inventory.Locations.OfIdentity(_identity.Id)).GoneAt);

        Inventory.Write(transaction => transaction.Locations.Put(location));

        Assert.Equal(["/srv/a"], Find(new LocationQuery()));
    }

    [SuiteFact]
    public void Many_locations_come_in_pages()
    {
        Put([.. Enumerable.Range(1, 700).Select(number => Location($"/srv/{number:0000}"))]);

        Assert.Equal(Enumerable.Range(1, 700).Select(number => $"/srv/{number:0000}"), Find(new LocationQuery { Kind = "File" }));
    }

    private List<string> Find(LocationQuery query) => [.. Inventory.Locations.Find(query, None).Select(location => location.Address)];

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
