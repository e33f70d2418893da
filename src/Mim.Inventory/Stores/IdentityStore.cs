using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Inventory.Sqlite;

namespace Mim.Inventory.Stores;

internal sealed class IdentityStore(IConnectionSource source) : IdentityReader(source), IIdentityStore
{
    public void Add(MachineIdentity identity)
    {
        Save(IdentityRows.Insert, identity);
        AddTags(identity);
    }

    public void Update(MachineIdentity identity)
    {
        Save(IdentityRows.Update, identity);
        Command("DELETE FROM identity_tag WHERE identity_id = ?").Add(identity.Id).Run();
        AddTags(identity);
    }

    private void Save(string sql, MachineIdentity identity)
    {
        if (identity.Name.Length is 0 or > 256)
        {
            throw new MimException(MimErrorCause.InvalidName, "The name of an identity has 1 to 256 characters.", identity.Name);
        }

        if (!IdentityRows.Bind(Command(sql), identity).TryRun())
        {
            throw new MimException(
                MimErrorCause.IdentityExists, $"There is already a {identity.Kind} named '{identity.Name}'.", identity.Name);
        }
    }

    private void AddTags(MachineIdentity identity)
    {
        foreach (var tag in identity.Tags)
        {
            Command("INSERT INTO identity_tag (tag_key, identity_id) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .Add(WildcardPattern.Fold(tag)).Add(identity.Id).Run();
        }
    }
}
