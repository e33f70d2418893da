using Mim.Core.Identities;

namespace Mim.Core.Policies;

/// <summary>The tiers a new store starts with: the more depends on an identity, the shorter it lives.</summary>
public static class BuiltInPolicies
{
    public static IReadOnlyList<IdentityPolicy> All { get; } =
    [
        Tier(Criticality.Low, maximum: 398, preferred: 365, minimumRsaBits: 2048, overlap: TimeSpan.Zero),
        Tier(Criticality.Medium, maximum: 200, preferred: 90, minimumRsaBits: 2048, overlap: TimeSpan.Zero),
        Tier(Criticality.High, maximum: 100, preferred: 47, minimumRsaBits: 3072, overlap: TimeSpan.Zero),
        Tier(Criticality.Critical, maximum: 47, preferred: 30, minimumRsaBits: 3072, overlap: TimeSpan.Zero),
    ];

    public static IdentityPolicy For(Criticality criticality) => All[(int)criticality];

    private static IdentityPolicy Tier(Criticality tier, int maximum, int preferred, int minimumRsaBits, TimeSpan overlap) => new()
    {
        Criticality = tier,
        MaximumLifetime = TimeSpan.FromDays(maximum),
        DefaultLifetime = TimeSpan.FromDays(preferred),
        RenewalFraction = tier == Criticality.Critical ? 0.5 : 2.0 / 3,
        Jitter = 0.05,
        MinimumRsaBits = minimumRsaBits,
        MinimumEcBits = 256,
        Overlap = overlap,
        MaximumLease = TimeSpan.FromHours(tier switch { Criticality.Critical => 4, Criticality.High => 8, _ => 24 }),
        RequireOwner = tier >= Criticality.High,
        IsBuiltIn = true,
    };
}
