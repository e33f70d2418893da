using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Issuing;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IIdentityReader"/> promises of conditions.</summary>
public abstract class IdentityQueryContract(ITestStore store) : StoreContract(store)
{
    [SuiteTheory]
    [InlineData("web01", "web01")]
    [InlineData("WEB*", "Web-x,web01,web02,web[1]")]
    [InlineData("*0?", "db01,web01,web02")]
    [InlineData("web[0-]*", "Web-x,web01,web02")]
    [InlineData("[a-d]*", "db01")]
    [InlineData("[^d]b*", "^b,db01")]
    [InlineData("web`[1`]", "web[1]")]
    [InlineData("web[[]1]", "web[1]")]
    [InlineData("web[1", "")]
    [InlineData("*ÖßS*", "größse")]
    [InlineData("`*", "*")]
    [InlineData("*", "*,^b,db01,größse,Web-x,web01,web02,web[1]")]
    [InlineData("[]^]b", "^b")]
    public void Wildcards_are_those_of_PowerShell(string pattern, string expected)
    {
        Inventory.Add(new[] { "web01", "web02", "Web-x", "web[1]", "db01", "größse", "*", "^b" }.Select(name => Sample.Identity(name)));

        Assert.Equal(
            expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            Find(new IdentityQuery { Names = [pattern] }).Order(StringComparer.Ordinal));
    }

    [SuiteFact]
    public void Names_of_one_query_are_alternatives()
    {
        Inventory.Add(Sample.Identity("a"), Sample.Identity("b1"), Sample.Identity("b2"), Sample.Identity("c"));

        Assert.Equal(["a", "b1", "b2"], Find(new IdentityQuery { Names = ["A", "b?"] }));
    }

    [SuiteFact]
    public void Conditions_narrow_each_other()
    {
        var low = Sample.Identity("low") with { Criticality = Criticality.Low, Owner = "Jürgen", Tags = ["blue"] };
        var revoked = Sample.Identity("revoked") with { Status = VersionState.Revoked };
        var key = Sample.Identity("key", IdentityKind.SshKey);
        Inventory.Add(low, revoked, key);

        Assert.Equal(["low"], Find(new IdentityQuery { Criticalities = [Criticality.Low] }));
        Assert.Equal(["low"], Find(new IdentityQuery { Owners = ["JÜRGEN"] }));
        Assert.Equal(["key", "revoked"], Find(new IdentityQuery { Owners = ["ops@*", "nobody"] }));
        Assert.Equal(["revoked"], Find(new IdentityQuery { Statuses = [VersionState.Revoked, VersionState.Suspended] }));
        Assert.Equal(["key"], Find(new IdentityQuery { Kinds = [IdentityKind.SshKey, IdentityKind.Secret] }));
        Assert.Equal(["key", "revoked"], Find(new IdentityQuery { Tags = ["BLUE", "team=*"] }));
        Assert.Equal(["key"], Find(new IdentityQuery { Tags = ["team=web"], Kinds = [IdentityKind.SshKey] }));
        Assert.Equal(["low"], Find(new IdentityQuery { Ids = [low.Id, Guid.CreateVersion7()] }));
        Assert.Equal(1, Inventory.Identities.Count(new IdentityQuery { Kinds = [IdentityKind.SshKey] }, None));
    }

    [SuiteFact]
    public void Destroyed_identities_show_only_when_asked_for()
    {
        var gone = Sample.Identity("gone") with { Status = VersionState.Destroyed };
        Inventory.Add(gone, Sample.Identity("here"));

        Assert.Equal(["here"], Find(new IdentityQuery()));
        Assert.Equal(["gone", "here"], Find(new IdentityQuery { IncludeDestroyed = true }));
        Assert.Equal(["gone"], Find(new IdentityQuery { Ids = [gone.Id] }));
        Assert.Equal(["gone"], Find(new IdentityQuery { Statuses = [VersionState.Destroyed] }));
    }

    [SuiteFact]
    public void Fingerprint_and_serial_number_of_any_version_lead_to_the_identity()
    {
        var identity = Sample.Identity("web01");
        var versions = new[] { Sample.Version(identity) with { SerialNumber = "00FA01" }, Sample.Version(identity, 2) with { SerialNumber = "0B02" } };
        Inventory.Write(transaction =>
        {
            transaction.Identities.Add(identity);
            transaction.Identities.Add(Sample.Identity("other"));
            Array.ForEach(versions, transaction.Versions.Add);
        });
        var pasted = string.Join(':', versions[1].Fingerprint!.ToLowerInvariant().Chunk(2).Select(pair => new string(pair)));

        Assert.Equal(["web01"], Find(new IdentityQuery { Fingerprint = pasted }));
        Assert.Empty(Find(new IdentityQuery { Fingerprint = Sample.Digest("unknown") }));
        Assert.All(["fa:01", "00FA01", "b02", "0B:02"], serial => Assert.Equal(["web01"], Find(new IdentityQuery { SerialNumber = serial })));
        Assert.Equal(
            MimErrorCause.InvalidArgument,
            Assert.Throws<MimException>(() => Find(new IdentityQuery { SerialNumber = "web" })).Cause);
    }

    [SuiteFact]
    public void Authorities_are_found_by_their_present_name()
    {
        var authority = Sample.Identity("Corp", IdentityKind.CertificateAuthority);
        var identity = Sample.Identity("web01") with { AuthorityId = authority.Id };
        Inventory.Add(authority, identity, Sample.Identity("web02"));

        Inventory.Write(transaction => transaction.Identities.Update(authority with { Name = "Corp 2" }));

        Assert.Equal(["web01"], Find(new IdentityQuery { Authorities = ["corp*"] }));
        Assert.Empty(Find(new IdentityQuery { Authorities = ["corp"] }));
        Assert.Equal("Corp 2", Inventory.Identities.Get(identity.Id)!.Authority);
    }

    [SuiteFact]
    public void What_nothing_will_renew_is_unmanaged()
    {
        var authority = Sample.Identity("corp", IdentityKind.CertificateAuthority);
        var delivered = Sample.Identity("delivered");
        Inventory.Write(transaction =>
        {
            transaction.Identities.Add(authority);
            transaction.Authorities.Put(new AuthorityRecord { IdentityId = authority.Id, CrlLifetime = TimeSpan.FromDays(7) });
            transaction.Identities.Add(Sample.Identity("ours") with { AuthorityId = authority.Id });
            transaction.Identities.Add(delivered);
            transaction.Targets.Put(Sample.Target(delivered));
            transaction.Identities.Add(Sample.Identity("stray"));
            AddVersion("made", template: "{}");
            AddVersion("found", template: null);

            void AddVersion(string name, string? template)
            {
                var identity = Sample.Identity(name);
                var version = Sample.Version(identity) with { Template = template };
                transaction.Identities.Add(identity with { CurrentVersionId = version.Id, Version = 1 });
                transaction.Versions.Add(version);
            }
        });

        Assert.Equal(["found", "stray"], Find(new IdentityQuery { Unmanaged = true }));
    }

    [SuiteFact]
    public void The_last_place_seen_counts()
    {
        var (old, mixed) = (Sample.Identity("old"), Sample.Identity("mixed"));
        Inventory.Add(old, mixed, Sample.Identity("nowhere"));
        Inventory.Write(transaction =>
        {
            transaction.Locations.Put(Location(old, "a", Sample.Now));
            transaction.Locations.Put(Location(mixed, "a", Sample.Now));
            transaction.Locations.Put(Location(mixed, "b", Sample.Now.AddDays(9)));
        });

        Assert.Equal(["old"], Find(new IdentityQuery { NotSeenSince = Sample.Now.AddDays(1) }));
        Assert.Equal(["mixed", "old"], Find(new IdentityQuery { NotSeenSince = Sample.Now.AddDays(10) }));
    }

    private static Location Location(MachineIdentity identity, string address, DateTimeOffset seen) => new()
    {
        Id = Guid.CreateVersion7(), IdentityId = identity.Id, Kind = "File", Address = address, FirstSeen = Sample.Now, LastSeen = seen,
    };

    private List<string> Find(IdentityQuery query)
    {
        var found = Inventory.Identities.Find(query, None).Select(identity => identity.Name).ToList();
        Assert.Equal(found.Count, Inventory.Identities.Count(query, None));
        return found;
    }
}
