using Mim.Core;
using Mim.Core.Identities;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IIdentityStore"/> promises.</summary>
public abstract class IdentityStoreContract(ITestStore store) : StoreContract(store)
{
    [Fact]
    public void Every_field_comes_back()
    {
        var authority = Sample.Identity("Corp", IdentityKind.CertificateAuthority);
        var identity = Sample.Identity("web01") with { Authority = "Corp", AuthorityId = authority.Id, CurrentVersionId = Guid.CreateVersion7() };
        Inventory.Add(authority, identity);

        Assert.Equivalent(identity, Inventory.Identities.Get(identity.Id), strict: true);
    }

    [Fact]
    public void Missing_values_come_back_as_missing_and_empty_ones_as_empty()
    {
        var bare = new MachineIdentity { Id = Guid.CreateVersion7(), Kind = IdentityKind.Secret, Name = "s", Owner = string.Empty };
        Inventory.Add(bare);

        Assert.Equivalent(bare, Inventory.Identities.Get(bare.Id), strict: true);
        Assert.Null(Inventory.Identities.Get(Guid.CreateVersion7()));
    }

    [Fact]
    public void An_update_replaces_every_field_and_the_tags()
    {
        var identity = Sample.Identity("web01");
        var changed = identity with { Name = "web02", Owner = null, Tags = ["green"], NotAfter = null, Version = 7 };
        Inventory.Add(identity);

        Inventory.Write(transaction => transaction.Identities.Update(changed));

        Assert.Equivalent(changed, Inventory.Identities.Get(identity.Id), strict: true);
        Assert.Empty(Find(new IdentityQuery { Tags = ["blue"] }));
        Assert.Equal(["web02"], Find(new IdentityQuery { Tags = ["GREEN"] }));
    }

    [Theory]
    [InlineData("web01", "WEB01")]
    [InlineData("größe", "GRÖSSE", false)]
    [InlineData("ärger", "ÄRGER")]
    [InlineData("дом", "ДОМ")]
    public void Names_are_unique_within_a_kind_without_case(string name, string other, bool clashes = true)
    {
        Inventory.Add(Sample.Identity(name), Sample.Identity(other, IdentityKind.SshKey));

        if (clashes)
        {
            var error = Assert.Throws<MimException>(() => Inventory.Add(Sample.Identity(other)));
            Assert.Equal(MimErrorCause.IdentityExists, error.Cause);
            Assert.Equal(other, error.Subject);
        }
        else
        {
            Inventory.Add(Sample.Identity(other));
        }
    }

    [Fact]
    public void A_clash_leaves_the_rest_of_its_transaction_usable()
    {
        Inventory.Add(Sample.Identity("web01"));

        Inventory.Write(transaction =>
        {
            Assert.Throws<MimException>(() => transaction.Identities.Add(Sample.Identity("web01")));
            transaction.Identities.Add(Sample.Identity("web02"));
        });

        Assert.Equal(["web01", "web02"], Find(new IdentityQuery()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(257)]
    public void A_name_has_1_to_256_characters(object name)
    {
        var text = name is int length ? new string('a', length) : (string)name;

        Assert.Equal(MimErrorCause.InvalidName, Assert.Throws<MimException>(() => Inventory.Add(Sample.Identity(text))).Cause);
    }

    [Theory]
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

    [Fact]
    public void Names_of_one_query_are_alternatives()
    {
        Inventory.Add(Sample.Identity("a"), Sample.Identity("b1"), Sample.Identity("b2"), Sample.Identity("c"));

        Assert.Equal(["a", "b1", "b2"], Find(new IdentityQuery { Names = ["A", "b?"] }));
    }

    [Fact]
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

    [Fact]
    public void Destroyed_identities_show_only_when_asked_for()
    {
        var gone = Sample.Identity("gone") with { Status = VersionState.Destroyed };
        Inventory.Add(gone, Sample.Identity("here"));

        Assert.Equal(["here"], Find(new IdentityQuery()));
        Assert.Equal(["gone", "here"], Find(new IdentityQuery { IncludeDestroyed = true }));
        Assert.Equal(["gone"], Find(new IdentityQuery { Ids = [gone.Id] }));
        Assert.Equal(["gone"], Find(new IdentityQuery { Statuses = [VersionState.Destroyed] }));
    }

    [Fact]
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

    [Fact]
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

    [Fact]
    public void Lists_by_time_put_those_without_it_last()
    {
        Inventory.Add(
            Sample.Identity("late") with { NotAfter = Sample.Now.AddDays(9), DueAt = Sample.Now.AddDays(1) },
            Sample.Identity("never") with { NotAfter = null, DueAt = null },
            Sample.Identity("soon") with { NotAfter = Sample.Now.AddDays(1), DueAt = Sample.Now.AddDays(9) });

        Assert.Equal(["soon", "late", "never"], Find(new IdentityQuery { Order = IdentityOrder.NotAfter }));
        Assert.Equal(["late", "soon", "never"], Find(new IdentityQuery { Order = IdentityOrder.DueAt }));
        Assert.Equal(["soon", "late"], Find(new IdentityQuery { Order = IdentityOrder.NotAfter, ExpiringBefore = Sample.Now.AddDays(9) }));
        Assert.Equal(["late"], Find(new IdentityQuery { ExpiringBefore = Sample.Now.AddDays(9), ExpiringAfter = Sample.Now.AddDays(1) }));
        Assert.Equal(["late", "never"], Find(new IdentityQuery { Order = IdentityOrder.DueAt, Tags = ["blue"], Names = ["l*", "n*"] }));
        Assert.Equal(["late"], Find(new IdentityQuery { DueBefore = Sample.Now.AddDays(1) }));
    }

    [Theory]
    [InlineData(IdentityOrder.Name)]
    [InlineData(IdentityOrder.NotAfter)]
    [InlineData(IdentityOrder.DueAt)]
    public void Long_lists_hold_each_identity_once_and_in_order(IdentityOrder order)
    {
        Inventory.Add(Enumerable.Range(0, 2600).Select(i => Sample.Identity($"Host{i * 7 % 2600:D4}") with
        {
            NotAfter = i % 5 == 0 ? null : Sample.Now.AddHours(i % 7),
            DueAt = i % 3 == 0 ? null : Sample.Now.AddHours(i % 11),
        }));
        Inventory.Add(Sample.Identity("host0000", IdentityKind.SshKey));

        var all = Find(new IdentityQuery());

        Assert.Equal(2601, all.Select(identity => identity.Id).Distinct().Count());
        Assert.Equal(2601, all.Count);
        Assert.Equal(all.Select(Key), all.Select(Key).Order(StringComparer.Ordinal));
        Assert.Equal(all.Take(1500).Select(i => i.Id), Find(new IdentityQuery { First = 1500 }).Select(i => i.Id));
        Assert.Equal(1000, Find(new IdentityQuery { Names = ["host0*", "none"], Kinds = [IdentityKind.Certificate] }).Count);
        Assert.Equal(2081, Find(new IdentityQuery { Names = ["*"], Tags = ["blue"] }).Count(i => i.NotAfter is not null));

        List<MachineIdentity> Find(IdentityQuery query) => [.. Inventory.Identities.Find(query with { Order = order }, None)];

        string Key(MachineIdentity identity) => order switch
        {
            IdentityOrder.NotAfter => $"{identity.NotAfter?.UtcDateTime ?? DateTime.MaxValue:O}",
            IdentityOrder.DueAt => $"{identity.DueAt?.UtcDateTime ?? DateTime.MaxValue:O}",
            _ => identity.Name.ToLowerInvariant(),
        };
    }

    [Fact]
    public void Changes_between_pages_disturb_nobody()
    {
        Inventory.Add(Enumerable.Range(0, 1500).Select(i => Sample.Identity($"host{i:D4}")));
        List<string> seen = [];

        foreach (var identity in Inventory.Identities.Find(new IdentityQuery(), None))
        {
            seen.Add(identity.Name);
            if (seen.Count == 10)
            {
                Inventory.Add(Sample.Identity("host0000a"), Sample.Identity("host1499a"));
            }
        }

        Assert.Equal(1501, seen.Count);
        Assert.Equal("host1499a", seen[^1]);
    }

    [Fact]
    public void A_cancelled_list_stops()
    {
        Inventory.Add(Enumerable.Range(0, 1500).Select(i => Sample.Identity($"host{i:D4}")));
        using var cancellation = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var _ in Inventory.Identities.Find(new IdentityQuery(), cancellation.Token))
            {
                cancellation.Cancel();
            }
        });
    }

    private List<string> Find(IdentityQuery query)
    {
        var found = Inventory.Identities.Find(query, None).Select(identity => identity.Name).ToList();
        Assert.Equal(found.Count, Inventory.Identities.Count(query, None));
        return found;
    }
}
