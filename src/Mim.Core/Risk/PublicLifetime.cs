using System.Globalization;
using Mim.Core.Issuing;

namespace Mim.Core.Risk;

/// <summary>How long certificates of public TLS servers may last (CA/Browser Forum ballots SC-31 and SC-081).</summary>
public static class PublicLifetime
{
    private static readonly (DateTimeOffset From, int Days)[] Limits =
    [
        (new DateTimeOffset(2029, 3, 15, 0, 0, 0, TimeSpan.Zero), 47),
        (new DateTimeOffset(2027, 3, 15, 0, 0, 0, TimeSpan.Zero), 100),
        (new DateTimeOffset(2026, 3, 15, 0, 0, 0, TimeSpan.Zero), 200),
        (new DateTimeOffset(2020, 9, 1, 0, 0, 0, TimeSpan.Zero), 398),
    ];

    /// <summary>Days that a certificate issued at <paramref name="notBefore"/> may last; null before there was this limit.</summary>
    public static int? LimitInDays(DateTimeOffset notBefore) =>
        Limits.Where(limit => notBefore >= limit.From).Select(limit => (int?)limit.Days).FirstOrDefault();

    internal static IEnumerable<HealthFinding> Inspect(CertificateFacts facts)
    {
        // The second at which it ends counts too (Baseline Requirements section 6.3.2).
        var days = (facts.NotAfter - facts.NotBefore + TimeSpan.FromSeconds(1)).TotalDays;
        if (LimitInDays(facts.NotBefore) is { } limit && days > limit)
        {
            yield return new(
                "LifetimeOverPublicLimit", HealthSeverity.Low,
                string.Create(CultureInfo.InvariantCulture, $"it lasts {days:0} days, public servers issued then may have {limit}"),
                "renew it by a program, and for a shorter time");
        }
    }
}
