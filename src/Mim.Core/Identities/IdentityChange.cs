namespace Mim.Core.Identities;

/// <summary>What to change in an identity's documentation. Null leaves a field as it is, empty text clears it.</summary>
public sealed record IdentityChange
{
    public string? Name { get; init; }

    public string? Owner { get; init; }

    public string? Purpose { get; init; }

    public Criticality? Criticality { get; init; }

    public string? Environment { get; init; }

    /// <summary>Replaces all tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<string> AddTags { get; init; } = [];

    public IReadOnlyList<string> RemoveTags { get; init; } = [];

    internal MachineIdentity ApplyTo(MachineIdentity identity) => identity with
    {
        Name = Name ?? identity.Name,
        Owner = Field(Owner, identity.Owner),
        Purpose = Field(Purpose, identity.Purpose),
        Criticality = Criticality ?? identity.Criticality,
        Environment = Field(Environment, identity.Environment),
        Tags = RemoveTags.Count == 0
            ? Distinct([.. Tags ?? identity.Tags, .. AddTags])
            : Distinct([.. (Tags ?? identity.Tags).Concat(AddTags).Except(RemoveTags, StringComparer.OrdinalIgnoreCase)]),
    };

    internal static string? Field(string? change, string? current) => change is null ? current : string.IsNullOrWhiteSpace(change) ? null : change;

    // Two tags are compared as quickly as one is hashed, and every row of a bulk import has a few.
    private static string[] Distinct(string[] tags)
    {
        const int few = 8;
        if (tags.Length > few)
        {
            return [.. tags.Where(tag => !string.IsNullOrWhiteSpace(tag)).Distinct(StringComparer.OrdinalIgnoreCase)];
        }

        var kept = 0;
        foreach (var tag in tags)
        {
            if (!string.IsNullOrWhiteSpace(tag) && !tags.AsSpan(0, kept).Contains(tag, StringComparer.OrdinalIgnoreCase))
            {
                tags[kept++] = tag;
            }
        }

        return kept == tags.Length ? tags : tags[..kept];
    }
}
