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
        Tags = [.. (Tags ?? identity.Tags)
            .Concat(AddTags)
            .Except(RemoveTags, StringComparer.OrdinalIgnoreCase)
            .Where(tag => !string.IsNullOrWhiteSpace(tag))
            .Distinct(StringComparer.OrdinalIgnoreCase)],
    };

    internal static string? Field(string? change, string? current) => change is null ? current : string.IsNullOrWhiteSpace(change) ? null : change;
}
