using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Testing;

namespace Mim.Inventory.Tests.Stores;

/// <summary>The tags of a store that was made before identities kept their keys beside them.</summary>
internal static class OlderTags
{
    /// <summary>The last migration before.</summary>
    public const int Schema = 2;

    /// <summary>An identity with a tag, and one without; the id of both is one digit repeated.</summary>
    public static string Rows(Func<char, string> id) =>
        $"""
        INSERT INTO identity (id, kind, name, name_key, tags, criticality, status, version, has_private_key, created_at, updated_at)
        VALUES ({id('1')}, 0, 'web01', 'web01', '["Team=\u00DC","blue"]', 1, 1, 1, 0, 0, 0), ({id('2')}, 0, 'web02', 'web02', NULL, 1, 1, 1, 0, 0, 0);
        INSERT INTO identity_tag (tag_key, identity_id) VALUES ('team=ü', {id('1')}), ('blue', {id('1')});
        """;

    /// <summary>They are found as before, and go when the identity gets others.</summary>
    public static void AreFoundAndReplaced(IInventory inventory)
    {
        var identity = Assert.Single(Find(inventory, "TEAM=*"));
        Assert.Equal("web01", identity.Name);

        inventory.Write(transaction => transaction.Identities.Update(identity with { Tags = ["green"] }));

        Assert.Empty(Find(inventory, "team=ü"));
        Assert.Empty(Find(inventory, "blue"));
        Assert.Equal(["web01"], Find(inventory, "gre*").Select(found => found.Name));
        Assert.Equal(["web01"], Find(inventory, "green").Select(found => found.Name));
    }

    private static List<MachineIdentity> Find(IInventory inventory, string tag) =>
        [.. inventory.Identities.Find(new IdentityQuery { Tags = [tag] }, CancellationToken.None)];
}
