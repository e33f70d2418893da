using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;

namespace Mim.Inventory.Tests.Stores;

/// <summary>The authorities of SSH of a store that was made before they could take each other's place.</summary>
internal static class OlderSshAuthorities
{
    /// <summary>The last migration before.</summary>
    public const int Schema = 9;

    /// <summary>One that signs here, and one that was found somewhere; the id of both is one digit repeated, and so that of their versions.</summary>
    public static string Rows(Func<char, string> id) =>
        $"""
        INSERT INTO identity (id, kind, name, name_key, criticality, status, current_version_id, version, has_private_key, created_at, updated_at)
        VALUES ({id('1')}, {(int)IdentityKind.SshAuthority}, 'users', 'users', 3, 1, {id('3')}, 1, 1, 0, 0),
            ({id('2')}, {(int)IdentityKind.SshAuthority}, 'found', 'found', 3, 1, {id('4')}, 1, 0, 0, 0);
        INSERT INTO version (id, identity_id, number, state, state_at, template, has_private_key, created_at)
        VALUES ({id('3')}, {id('1')}, 1, 1, 0, '{"{}"}', 1, 0), ({id('4')}, {id('2')}, 1, 1, 0, NULL, 0, 0);
        """;

    /// <summary>The one that signs is an authority whose place can be taken.</summary>
    public static void AreKnown(IInventory inventory)
    {
        var record = Assert.Single(inventory.Authorities.All());
        Assert.Equal("users", inventory.Identities.Get(record.IdentityId)?.Name);
        Assert.Equal((AuthorityState.Active, null, null), (record.State, record.ParentId, record.ReplacesId));
        Assert.Equal(new AuthorityRecord { IdentityId = record.IdentityId }.CrlLifetime, record.CrlLifetime);
    }
}
