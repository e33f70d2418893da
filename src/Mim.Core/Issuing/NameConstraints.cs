using System.Text.Json.Serialization;

namespace Mim.Core.Issuing;

/// <summary>Subtrees an authority may or may not name (RFC 5280 section 4.2.1.10). IP subtrees are CIDR blocks.</summary>
public sealed record NameConstraints
{
    public SubjectNames Permitted { get; init; } = new();

    public SubjectNames Excluded { get; init; } = new();

    [JsonIgnore]
    public bool IsEmpty => Permitted.IsEmpty && Excluded.IsEmpty;
}
