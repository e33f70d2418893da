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

    /// <summary>Programs hold certificates of public authorities to it; those of private ones are only told of it.</summary>
    internal static IEnumerable<HealthFinding> Inspect(CertificateFacts facts)
    {
        // A part of a day is a day, and the second at which it ends counts too (Baseline Requirements section 6.3.2).
        var days = Math.Ceiling((facts.NotAfter - facts.NotBefore + TimeSpan.FromSeconds(1)).TotalDays);
        if (LimitInDays(facts.NotBefore) is not { } limit || days <= limit)
        {
            yield break;
        }

        var detail = string.Create(CultureInfo.InvariantCulture, $"it lasts {days:0} days, public servers issued then may have {limit}");
        yield return IsPublic(facts)
            ? new("LifetimeOverPublicLimit", HealthSeverity.Medium, $"{detail}, and browsers refuse it", "renew it by a program, and for a shorter time")
            : new("LifetimeOverPublicLimit", HealthSeverity.Info, $"{detail}; no authority of one's own is bound by that", "renew it by a program, and for a shorter time");
    }

    // Public authorities must name one of the CA/Browser Forum's policies, 2.23.140.1.2.x (Baseline Requirements section 7.1.6.1).
    private static bool IsPublic(CertificateFacts facts) => facts.Der.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x06, 0x06, 0x67, 0x81, 0x0C, 0x01, 0x02]) >= 0;
}
