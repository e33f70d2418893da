using Mim.Core.Identities;

namespace Mim.Core.Policies;

/// <summary>Rules for one tier of criticality. The four built-in ones apply until changed.</summary>
public sealed record IdentityPolicy
{
    public required Criticality Criticality { get; init; }

    /// <summary>Longest lifetime of a certificate.</summary>
    public required TimeSpan MaximumLifetime { get; init; }

    /// <summary>Lifetime when none is asked for.</summary>
    public required TimeSpan DefaultLifetime { get; init; }

    /// <summary>Part of the issued lifetime after which rotation is due, above 0 and below 1.</summary>
    public required double RenewalFraction { get; init; }

    /// <summary>Largest part of the lifetime by which the renewal point is moved earlier at random, 0 to 0.5.</summary>
    public required double Jitter { get; init; }

    public required int MinimumRsaBits { get; init; }

    public required int MinimumEcBits { get; init; }

    /// <summary>How long the old version stays in use beside the new one after activation.</summary>
    public TimeSpan Overlap { get; init; }

    /// <summary>The old version is kept until it has not been seen at any location for this long; zero to go by the overlap alone.</summary>
    public TimeSpan QuietTime { get; init; }

    /// <summary>Rotations wait while their authority has issued this many within <see cref="IssueSpan"/>; null for no limit.</summary>
    public int? IssueLimit { get; init; }

    /// <summary>The span of <see cref="IssueLimit"/>.</summary>
    public TimeSpan IssueSpan { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Rotations wait until this long after their authority last issued something.</summary>
    public TimeSpan IssueSpacing { get; init; }

    /// <summary>Longest time for which an account is lent, counted from when it was.</summary>
    public TimeSpan MaximumLease { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Names and DNS names must match one of these wildcards; empty for any.</summary>
    public IReadOnlyList<string> NamePatterns { get; init; } = [];

    public bool RequireOwner { get; init; }

    /// <summary>Tags that must be there; a tag without <c>=</c> matches any value.</summary>
    public IReadOnlyList<string> RequiredTags { get; init; } = [];

    /// <summary>Authorities that may sign, by name, wildcards allowed; empty for any.</summary>
    public IReadOnlyList<string> Authorities { get; init; } = [];

    /// <summary>False once somebody has set it.</summary>
    public bool IsBuiltIn { get; init; }
}
