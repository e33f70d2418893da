using System.Globalization;

namespace Mim.Core.Discovery.Leaks.Suppressing;

/// <summary>That somebody answers for a secret that lies in the clear, until some day. Times are UTC.</summary>
public sealed record SecretSuppression
{
    /// <summary>Keyed hash of the secret, as findings have it: it holds wherever the secret lies, and for no other.</summary>
    public required string Hash { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>Why it does no harm.</summary>
    public required string Reason { get; init; }

    /// <summary>From then on it is told again.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The account that said so.</summary>
    public required string CreatedBy { get; init; }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Reason} ({Owner}, until {ExpiresAt.UtcDateTime:yyyy-MM-dd})");
}
