using Mim.Core.Identities;
using Mim.Core.Ports;

namespace Mim.Core.Discovery;

/// <summary>Who holds the names of a group of records: asked for at once, and kept up to date with what the group adds.</summary>
internal sealed class ImportHolders
{
    private readonly Dictionary<(IdentityKind Kind, string Name), MachineIdentity> _known = [];

    public ImportHolders(IIdentityReader identities, IEnumerable<(IdentityKind Kind, string Name)> records)
    {
        foreach (var kind in records.GroupBy(record => record.Kind, record => Wildcard.Escape(record.Name)))
        {
            var query = new IdentityQuery { Kinds = [kind.Key], Names = [.. kind], IncludeDestroyed = true };
            foreach (var identity in identities.Find(query, CancellationToken.None))
            {
                Add(identity);
            }
        }
    }

    public MachineIdentity? Find(IdentityKind kind, string name) => _known.GetValueOrDefault(Key(kind, name));

    public void Add(MachineIdentity identity) => _known[Key(identity.Kind, identity.Name)] = identity;

    private static (IdentityKind Kind, string Name) Key(IdentityKind kind, string name) => (kind, name.ToLowerInvariant());
}
