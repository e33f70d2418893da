using Mim.Core.Risk;

namespace Mim.Core.Tests.Risk;

public class QuantumRiskTests
{
    public static TheoryData<KeyDescription, int, HealthSeverity?> Keys => new()
    {
        { new("Rsa2048", 2048, KeyFamily.Rsa), 2030, null },
        { new("Rsa2048", 2048, KeyFamily.Rsa), 2031, HealthSeverity.Low },
        { new("Rsa3072", 3072, KeyFamily.Rsa), 2031, null },
        { new("Rsa4096", 4096, KeyFamily.Rsa), 2036, HealthSeverity.Medium },
        { new("EcdsaP224", 224, KeyFamily.EllipticCurve), 2031, HealthSeverity.Low },
        { new("EcdsaP256", 256, KeyFamily.EllipticCurve), 2035, null },
        { new("EcdsaP256", 256, KeyFamily.EllipticCurve), 2036, HealthSeverity.Medium },
        { new("Ed25519", 256, KeyFamily.Edwards), 2036, HealthSeverity.Medium },
        { new("MlDsa65", 15616, KeyFamily.ModuleLattice), 2099, null },
        { new("1.2.3", 0, KeyFamily.Unknown), 2099, null },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void TheYearsAreThoseOfNist(KeyDescription key, int year, HealthSeverity? severity) =>
        Assert.Equal(severity, QuantumRisk.Inspect(key, new DateTimeOffset(year, 6, 1, 0, 0, 0, TimeSpan.Zero)).SingleOrDefault()?.Severity);
}
