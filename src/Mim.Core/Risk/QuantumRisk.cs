using System.Globalization;

namespace Mim.Core.Risk;

/// <summary>
/// Keys that are to be used when quantum computers may break them. The years are those of NIST IR 8547 (draft of 2024, section
/// 4.1): classical keys of 112 bits of strength are deprecated after 2030, and all of them disallowed after 2035.
/// </summary>
internal static class QuantumRisk
{
    private const int LastYearOf112Bits = 2030;
    private const int LastYear = 2035;

    // What has less than 128 bits of strength (NIST SP 800-57 part 1, table 2).
    private const int StrongRsa = 3072;
    private const int StrongCurve = 256;

    public static IEnumerable<HealthFinding> Inspect(KeyDescription key, DateTimeOffset usedUntil)
    {
        var year = usedUntil.UtcDateTime.Year;
        if (key.Family is not (KeyFamily.Rsa or KeyFamily.EllipticCurve or KeyFamily.Edwards) || key.Bits == 0)
        {
            yield break;
        }

        if (year > LastYear)
        {
            yield return Finding(HealthSeverity.Medium, key, year, $"classical keys are disallowed after {LastYear}");
        }
        else if (year > LastYearOf112Bits && key.Bits < (key.Family == KeyFamily.Rsa ? StrongRsa : StrongCurve))
        {
            yield return Finding(HealthSeverity.Low, key, year, $"keys of 112 bits of strength are deprecated after {LastYearOf112Bits}");
        }
    }

    private static HealthFinding Finding(HealthSeverity severity, KeyDescription key, int year, string rule) => new(
        "QuantumVulnerable", severity,
        string.Create(CultureInfo.InvariantCulture, $"{key.Algorithm} is used until {year}, and {rule} (NIST IR 8547)"),
        "give it a shorter life, and plan for ML-DSA");
}
