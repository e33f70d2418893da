using System.Numerics;
using Mim.Core.Risk;

namespace Mim.Core.Tests.Risk;

public class RocaCheckTests
{
    // Lengths of the modulus, how many primes M has and how long its k is.
    [Theory]
    [InlineData(512, 39)]
    [InlineData(1024, 71)]
    [InlineData(2048, 126)]
    public void KeysOfTheFlawedLibraryAreFound(int bits, int primesInM)
    {
        var modulus = FlawedPrime(bits / 2, primesInM) * FlawedPrime(bits / 2, primesInM);

        Assert.Contains(KeyHealth.Inspect(RsaKeys.Encode(modulus, 65537)), finding => finding is { Rule: "RsaRoca", Severity: HealthSeverity.Critical });
    }

    [Fact]
    public void OtherKeysAreNot()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.DoesNotContain(KeyHealth.Inspect(RsaKeys.Encode(RsaKeys.SoundModulus(), 65537)), finding => finding.Rule == "RsaRoca");
        }
    }

    // k·M + (65537^a mod M), the form in section 2 of "The Return of Coppersmith's Attack".
    private static BigInteger FlawedPrime(int bits, int primesInM)
    {
        var m = Primes().Take(primesInM).Aggregate(BigInteger.One, (product, prime) => product * prime);
        var rest = BigInteger.ModPow(65537, RsaKeys.Random(64), m);
        var k = RsaKeys.Random(bits) / m;
        return RsaKeys.NextPrime((k * m) + rest, m);
    }

    private static IEnumerable<int> Primes()
    {
        for (var number = 2; ; number++)
        {
            if (Enumerable.Range(2, Math.Max(0, number - 2)).All(divisor => number % divisor != 0))
            {
                yield return number;
            }
        }
    }
}
