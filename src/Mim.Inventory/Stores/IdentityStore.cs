using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class IdentityStore(IConnectionSource source) : IdentityReader(source), IIdentityStore
{
    private static readonly RowInsert InsertTag = new("identity_tag", "tag_key, identity_id");

    public void Add(MachineIdentity identity)
    {
        RequireName(identity);
        if (IdentityRows.Bind(Command(IdentityRows.TryInsert), identity).Run() == 0)
        {
            throw Taken(identity);
        }

        AddTags(identity);
    }

    public void AddFree(MachineIdentity identity)
    {
        RequireName(identity);
        IdentityRows.Bind(Row(IdentityRows.Insert), identity).Send(identity, Taken);
        AddTags(identity);
    }

    public void Update(MachineIdentity identity)
    {
        RequireName(identity);
        IdentityRows.Bind(Command(IdentityRows.Update), identity).Send(identity, Taken);
        Command("DELETE FROM identity_tag WHERE identity_id = ?").Add(identity.Id).Send();
        AddTags(identity);
    }

    private static void RequireName(MachineIdentity identity)
    {
        if (identity.Name.Length is 0 or > 256)
        {
            throw new MimException(MimErrorCause.InvalidName, "The name of an identity has 1 to 256 characters.", identity.Name);
        }
    }

    private static MimException Taken(MachineIdentity identity) =>
        new(MimErrorCause.IdentityExists, $"There is already a {identity.Kind} named '{identity.Name}'.", identity.Name);

    private void AddTags(MachineIdentity identity)
    {
        foreach (var tag in identity.Tags.Select(WildcardPattern.Fold).Distinct())
        {
            Row(InsertTag).Add(tag).Add(identity.Id).Send();
        }
    }
}
