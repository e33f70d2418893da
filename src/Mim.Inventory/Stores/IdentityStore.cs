using System.Collections.Concurrent;
using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class IdentityStore(IConnectionSource source) : IdentityReader(source), IIdentityStore
{
    private static readonly RowInsert InsertTag = new("identity_tag", "tag_key, identity_id");

    private static readonly ConcurrentDictionary<SqlDialect, string> _dropTags = new();

    public void Add(MachineIdentity identity)
    {
        RequireName(identity);
        var tagKeys = IdentityRows.TagKeys(identity);
        if (IdentityRows.Bind(Command(IdentityRows.TryInsert), identity, tagKeys).Run() == 0)
        {
            throw Taken(identity);
        }

        AddTags(identity, tagKeys);
    }

    public void AddFree(MachineIdentity identity)
    {
        RequireName(identity);
        var tagKeys = IdentityRows.TagKeys(identity);
        IdentityRows.Bind(Row(IdentityRows.Insert), identity, tagKeys).Send(identity, Taken);
        AddTags(identity, tagKeys);
    }

    public void Update(MachineIdentity identity)
    {
        RequireName(identity);
        Command(_dropTags.GetOrAdd(Dialect, DropTags)).Add(identity.Id).Add(identity.Id).Send();
        var tagKeys = IdentityRows.TagKeys(identity);
        IdentityRows.Bind(Command(IdentityRows.Update), identity, tagKeys).Send(identity, Taken);
        AddTags(identity, tagKeys);
    }

    private static void RequireName(MachineIdentity identity)
    {
        if (identity.Name.Length is 0 or > 256)
        {
            throw new MimException(MimErrorCause.InvalidName, "The name of an identity has 1 to 256 characters.", identity.Name);
        }
    }

    // By what the row says before it is updated.
    private static string DropTags(SqlDialect dialect) =>
        $"""
        DELETE FROM identity_tag
        WHERE identity_id = ? AND tag_key IN (SELECT value FROM {dialect.TextsOf("(SELECT tag_keys FROM identity WHERE id = ?)")})
        """;

    private static MimException Taken(MachineIdentity identity) =>
        new(MimErrorCause.IdentityExists, $"There is already a {identity.Kind} named '{identity.Name}'.", identity.Name);

    private void AddTags(MachineIdentity identity, IReadOnlyList<string> tagKeys)
    {
        foreach (var tag in tagKeys)
        {
            Row(InsertTag).Add(tag).Add(identity.Id).Send();
        }
    }
}
