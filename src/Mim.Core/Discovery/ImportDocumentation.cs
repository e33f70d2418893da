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

    internal IdentityChange ToChange() => new() { Owner = Owner, Purpose = Purpose, Criticality = Criticality, Environment = Environment, AddTags = Tags };
}
