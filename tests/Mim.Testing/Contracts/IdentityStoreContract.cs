using Mim.Core;
using Mim.Core.Identities;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IIdentityStore"/> promises.</summary>
public abstract class IdentityStoreContract(ITestStore store) : StoreContract(store)
{
    [SuiteFact]
    public void Every_field_comes_back()
    {
        var authority = Sample.Identity("Corp", IdentityKind.CertificateAuthority);
        var identity = Sample.Identity("web01") with { Authority = "Corp", AuthorityId = authority.Id, CurrentVersionId = Guid.CreateVersion7() };
        Inventory.Add(authority, identity);

        Assert.Equivalent(identity, Inventory.Identities.Get(identity.Id), strict: true);
    }

    [SuiteFact]
    public void Missing_values_come_back_as_missing_and_empty_ones_as_empty()
    {
        var bare = new MachineIdentity { Id = Guid.CreateVersion7(), Kind = IdentityKind.Secret, Name = "s", Owner = string.Empty };
        Inventory.Add(bare);

        Assert.Equivalent(bare, Inventory.Identities.Get(bare.Id), strict: true);
        Assert.Null(Inventory.Identities.Get(Guid.CreateVersion7()));
    }

    [SuiteTheory]
    [InlineData(3)]
    [InlineData(256)]
    [InlineData(70_000)]
    public void A_text_comes_back_whole_whatever_is_in_it(int length)
    {
        var identity = Sample.Identity("web01") with { Purpose = string.Concat(Enumerable.Repeat("a\nä\U0001F511", length))[..length] };
        Inventory.Add(identity);

        Assert.Equal(identity.Purpose, Inventory.Identities.Get(identity.Id)!.Purpose);
    }

    [SuiteFact]
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

    [SuiteTheory]
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

    [SuiteFact]
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

    [SuiteFact]
    public void Many_with_free_names_are_there_with_all_that_refers_to_them()
    {
        var owner = Sample.Identity("first") with { Tags = [] };
        Inventory.Add(owner);
        var added = Enumerable.Range(0, 1000)
            .Select(number => Sample.Identity($"web{number:D4}") with { Purpose = number % 3 == 0 ? null : "web", Tags = ["Blue", "blue", $"n={number}"] })
            .ToList();

        Inventory.Write(transaction =>
        {
            transaction.Versions.Add(Sample.Version(owner));
            foreach (var identity in added)
            {
                transaction.Identities.AddFree(identity);
                transaction.Versions.Add(Sample.Version(identity));
            }

            transaction.Identities.Update(added[^1] with { Purpose = "changed" });
            Assert.Equal(added[7].Name, Assert.Single(transaction.Identities.Find(new IdentityQuery { Tags = ["n=7"] }, None)).Name);
        });

        Assert.Equal(1000, Find(new IdentityQuery { Tags = ["blue"] }).Count);
        Assert.Equivalent(added[3], Inventory.Identities.Get(added[3].Id), strict: true);
        Assert.Equivalent(added[4], Inventory.Identities.Get(added[4].Id), strict: true);
        Assert.Equal("changed", Inventory.Identities.Get(added[^1].Id)!.Purpose);
        Assert.All(added, identity => Assert.Single(Inventory.Versions.OfIdentity(identity.Id)));
    }

    [SuiteTheory]
    [InlineData(1)]
    [InlineData(2000)]
    public void A_name_that_was_not_free_undoes_the_transaction(int others)
    {
        Inventory.Add(Sample.Identity("web01"));

        var error = Assert.Throws<MimException>(() => Inventory.Write(transaction =>
        {
            transaction.Identities.AddFree(Sample.Identity("WEB01"));
            for (var number = 0; number < others; number++)
            {
                transaction.Identities.AddFree(Sample.Identity($"other{number}"));
            }
        }));

        Assert.Equal(MimErrorCause.IdentityExists, error.Cause);
        Assert.Equal(["web01"], Find(new IdentityQuery()));
        Inventory.Add(Sample.Identity("web02"));
    }

    [SuiteTheory]
    [InlineData("")]
    [InlineData(257)]
    public void A_name_has_1_to_256_characters(object name)
    {
        var text = name is int length ? new string('a', length) : (string)name;

        Assert.Equal(MimErrorCause.InvalidName, Assert.Throws<MimException>(() => Inventory.Add(Sample.Identity(text))).Cause);
    }

    private List<string> Find(IdentityQuery query)
    {
        var found = Inventory.Identities.Find(query, None).Select(identity => identity.Name).ToList();
        Assert.Equal(found.Count, Inventory.Identities.Count(query, None));
        return found;
    }
}
