using Mim.Core.Identities;

namespace Mim.Core.Discovery;

/// <summary>What people know of something that is imported. Null leaves what the inventory has.</summary>
public sealed record ImportDocumentation
{
    public string? Name { get; init; }

    public IdentityKind? Kind { get; init; }

    public string? Owner { get; init; }

    public string? Purpose { get; init; }

    public Criticality? Criticality { get; init; }

    public string? Environment { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether it is said of whatever a scan comes across: it gives way to what people said of the one identity.</summary>
    internal bool GivesWay { get; init; }

    /// <summary>An identity that is new, documented.</summary>
    internal MachineIdentity ApplyTo(MachineIdentity identity) =>
        new IdentityChange { Owner = Owner, Purpose = Purpose, Criticality = Criticality, Environment = Environment, AddTags = Tags }.ApplyTo(identity);

    /// <summary>One that the inventory had before, documented anew.</summary>
    internal MachineIdentity ApplyToKnown(MachineIdentity known) => (!GivesWay ? this : this with
    {
        Owner = known.Owner is null ? Owner : null,
        Purpose = known.Purpose is null ? Purpose : null,
        Criticality = null,
        Environment = known.Environment is null ? Environment : null,
        Tags = [.. Tags.Where(tag => !IsTagged(known, tag))],
    }).ApplyTo(known);

    // team=web stays where team=shop is said.
    private static bool IsTagged(MachineIdentity known, string tag)
    {
        var mark = tag.IndexOf('=', StringComparison.Ordinal);
        return mark > 0 && known.Tags.Any(other => other.StartsWith(tag[..(mark + 1)], StringComparison.OrdinalIgnoreCase));
    }
}
