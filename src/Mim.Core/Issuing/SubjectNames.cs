using System.Text.Json.Serialization;

namespace Mim.Core.Issuing;

/// <summary>Subject alternative names (RFC 5280 section 4.2.1.6), already normalised: A-labels in lower case, addresses as text.</summary>
public sealed record SubjectNames
{
    public IReadOnlyList<string> Dns { get; init; } = [];

    public IReadOnlyList<string> IPAddresses { get; init; } = [];

    public IReadOnlyList<string> Uris { get; init; } = [];

    public IReadOnlyList<string> Emails { get; init; } = [];

    [JsonIgnore]
    public bool IsEmpty => Dns.Count + IPAddresses.Count + Uris.Count + Emails.Count == 0;
}
