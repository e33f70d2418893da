using System.Numerics;
using Mim.Core.Risk;

namespace Mim.Core.Tests.Risk;

public class FermatCheckTests
{
    [Fact]
    public void NeighbouringPrimesAreFound()
    {
        var p = RsaKeys.NextPrime(RsaKeys.Random(512), 2);
        var q = RsaKeys.NextPrime(p + 2, 2);

        Assert.True(Finds(p * q));
    }

    [Fact]
    public void PrimesThatDifferInTheLowerHalfAreFound()
    {
        var p = RsaKeys.NextPrime(RsaKeys.Random(512), 2);
        var q = RsaKeys.NextPrime(p + (BigInteger.One << 250), 2);

        Assert.True(Finds(p * q));
    }

    [Fact]
    public void SquareIsFound()
    {
        var p = RsaKeys.NextPrime(RsaKeys.Random(512), 2);

        Assert.True(Finds(p * p));
    }

    [Fact]
    public void IndependentPrimesAreNot() =>
        Assert.False(Finds(RsaKeys.SoundModulus()));

    private static bool Finds(BigInteger modulus) =>
        KeyHealth.Inspect(RsaKeys.Encode(modulus, 65537)).Any(finding => finding is { Rule: "RsaClosePrimes", Severity: HealthSeverity.Critical });
}
