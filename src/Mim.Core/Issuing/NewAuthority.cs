using Mim.Core.Identities;

namespace Mim.Core.Issuing;

/// <summary>An authority that is wanted, as the user says it.</summary>
public sealed record NewAuthority
{
    public required string Name { get; init; }

    /// <summary>RFC 4514 text; null for <c>CN=</c> and the name.</summary>
    public string? Subject { get; init; }

    /// <summary>Name of the authority that signs it; null for a root.</summary>
    public string? Parent { get; init; }

    public KeyAlgorithm KeyAlgorithm { get; init; } = KeyAlgorithm.EcdsaP256;

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

    public Criticality Criticality { get; init; } = Criticality.Critical;

    public string? Environment { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];
}
