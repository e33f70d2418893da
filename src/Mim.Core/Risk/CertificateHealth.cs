using System.Globalization;
using Mim.Core.Issuing;

namespace Mim.Core.Risk;

/// <summary>Everything wrong with a certificate that can be told from it alone: its key, its form and its dates. Pure.</summary>
public static class CertificateHealth
{
    /// <summary>Part of its life that must be left. Renewal is due at two thirds, so this is well after one that did not happen.</summary>
    private const double LeastLeft = 0.2;

    /// <summary>What is wrong at <paramref name="now"/>, the worst first; empty when nothing is.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>: its key cannot be read.</exception>
    public static IReadOnlyList<HealthFinding> Inspect(CertificateFacts facts, DateTimeOffset now) =>
    [
        .. KeyHealth.Inspect(facts.SubjectPublicKeyInfo, facts.NotAfter)
            .Concat(InspectDates(facts, now))
            .Concat(CertificateLint.Inspect(facts))
            .OrderByDescending(finding => finding.Severity),
    ];

    private static IEnumerable<HealthFinding> InspectDates(CertificateFacts facts, DateTimeOffset now)
    {
        var left = facts.NotAfter - now;
        if (left < TimeSpan.Zero)
        {
            yield return new("Expired", HealthSeverity.High, $"it expired {Minute(facts.NotAfter)}", "replace it, or remove it where nothing uses it");
        }
        else if (now < facts.NotBefore)
        {
            yield return new("NotYetValid", HealthSeverity.Medium, $"it is not valid before {Minute(facts.NotBefore)}", "install it then, or mend the clock");
        }
        else if (left < (facts.NotAfter - facts.NotBefore) * LeastLeft)
        {
            var percent = 100 * left / (facts.NotAfter - facts.NotBefore);
            yield return new(
                "ExpiringSoon", HealthSeverity.Medium,
                string.Create(CultureInfo.InvariantCulture, $"it expires {Minute(facts.NotAfter)}: {percent:0} % of its life is left"), "renew it");
        }
    }

    private static string Minute(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:yyyy-MM-dd HH:mm}Z");
}
