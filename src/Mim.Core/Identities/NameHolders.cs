using Mim.Core.Ports;

namespace Mim.Core.Identities;

/// <summary>Who holds the names of a group: asked for at once, and kept up to date with what the group adds.</summary>
internal sealed class NameHolders
{
    /// <summary>Names asked for at once; a store finds as many by its index.</summary>
    private const int NamesPerQuery = 1024;

    private readonly Dictionary<(IdentityKind Kind, string Name), MachineIdentity> _known = [];

    public NameHolders(IIdentityReader identities, IEnumerable<(IdentityKind Kind, string Name)> names)
    {
        foreach (var kind in names.GroupBy(name => name.Kind, name => Wildcard.Escape(name.Name)))
        {
            foreach (var some in kind.Chunk(NamesPerQuery))
            {
                Ask(identities, new IdentityQuery { Kinds = [kind.Key], Names = some, IncludeDestroyed = true });
            }
        }
    }

    public MachineIdentity? Find(IdentityKind kind, string name) => _known.GetValueOrDefault(Key(kind, name));

    /// <summary>Says when somebody holds a name, whatever became of them.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityExists"/>.</exception>
    public static void RequireFree(IIdentityReader identities, IdentityKind kind, string name, CancellationToken cancellationToken)
    {
        var query = new IdentityQuery { Names = [Wildcard.Escape(name)], Kinds = [kind], IncludeDestroyed = true };
        if (identities.Find(query, cancellationToken).Any())
        {
            throw Taken(kind, name);
        }
    }

    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityExists"/>.</exception>
    public void RequireFree(MachineIdentity identity)
    {
        if (Find(identity.Kind, identity.Name) is not null)
        {
            throw Taken(identity.Kind, identity.Name);
        }
    }

    public void Add(MachineIdentity identity) => _known[Key(identity.Kind, identity.Name)] = identity;

    private void Ask(IIdentityReader identities, IdentityQuery query)
    {
        foreach (var identity in identities.Find(query, CancellationToken.None))
        {
            Add(identity);
        }
    }

    private static MimException Taken(IdentityKind kind, string name) =>
        new(MimErrorCause.IdentityExists, $"There is already a {kind} named '{name}'.", name);

    private static (IdentityKind Kind, string Name) Key(IdentityKind kind, string name) => (kind, name.ToLowerInvariant());
}
