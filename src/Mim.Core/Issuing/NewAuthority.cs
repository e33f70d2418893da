using Mim.Core.Identities;

namespace Mim.Core.Issuing;

/// <summary>An authority that is wanted, as the user says it.</summary>
public sealed record NewAuthority
{
    public required string Name { get; init; }

    /// <summary>
    /// Name of the authority whose place it is to take, and whose settings it takes over where nothing else is said; null for none. It
    /// issues nothing until it is made <see cref="AuthorityState.Active"/>.
    /// </summary>
    public string? Replaces { get; init; }

    /// <summary>Let the two certify each other's keys: roots only.</summary>
    public bool CrossSign { get; init; }

    /// <summary>RFC 4514 text; null for <c>CN=</c> and the name.</summary>
    public string? Subject { get; init; }

    /// <summary>Name of the authority that signs it; null for a root.</summary>
    public string? Parent { get; init; }

    /// <summary>Null for <see cref="Issuing.KeyAlgorithm.EcdsaP256"/>.</summary>
    public KeyAlgorithm? KeyAlgorithm { get; init; }

    /// <summary>Null for ten years (roots) or five (intermediates, cut where the parent ends).</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>How many authorities may stand below it; null for no limit.</summary>
    public int? PathLength { get; init; }

    public NameConstraints? NameConstraints { get; init; }

    public IReadOnlyList<string> CrlUrls { get; init; } = [];

    public IReadOnlyList<string> OcspUrls { get; init; } = [];

    public IReadOnlyList<string> IssuerUrls { get; init; } = [];

    public TimeSpan? CrlLifetime { get; init; }

    public string? Owner { get; init; }

    public string? Purpose { get; init; }

    /// <summary>Null for <see cref="Identities.Criticality.Critical"/>.</summary>
    public Criticality? Criticality { get; init; }

    public string? Environment { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];
}
