using System.Numerics;
using FsCheck.Fluent;
using Mim.Core.Risk.Moduli;
using Mim.Testing;

namespace Mim.Core.Tests.Risk.Moduli;

public class BatchGcdTests
{
    private static readonly BigInteger[] _primes = [.. new[] { 2, 3, 5, 7, 101, 103, 107, 109, 65537, 65539 }.Select(prime => (BigInteger)prime)];

    [Theory]
    [InlineData(BatchGcd.LargestBits)]
    [InlineData(60)]
    public void PairsAreThoseOfEveryGcd(long largestBits)
    {
        var modulus = Gen.Choose(0, _primes.Length - 1).ListOf(3).Select(places => places.Aggregate(BigInteger.One, (product, at) => product * _primes[at]));
        Any.Holds(modulus.ListOf(), list =>
        {
            BigInteger[] moduli = [.. list];

            var result = BatchGcd.Find(moduli, largestBits, null, default);

            Assert.Equal(
                Pairs(moduli.Length).Where(pair => moduli[pair.I] != moduli[pair.J] && !BigInteger.GreatestCommonDivisor(moduli[pair.I], moduli[pair.J]).IsOne),
                Pairs(moduli.Length).Where(pair => moduli[pair.I] != moduli[pair.J] && result.Shared.Any(shared => shared.Indexes.Contains(pair.I) && shared.Indexes.Contains(pair.J))));
            Assert.All(result.Shared, shared => Assert.All(shared.Indexes, i => Assert.True((moduli[i] % shared.Factor).IsZero)));
        });
    }

    [Fact]
    public void RealKeysWithAPrimeInCommonAreNamed()
    {
        var (p, q, r) = (Prime(), Prime(), Prime());
        BigInteger[] moduli = [.. Enumerable.Range(0, 5).Select(_ => RsaKeys.SoundModulus()), p * q, Prime() * Prime(), p * r];

        var shared = Assert.Single(BatchGcd.Find(moduli, null, default).Shared);

        Assert.Equal(p, shared.Factor);
        Assert.Equal([5, 7], shared.Indexes);
    }

    [Fact]
    public void AChainOfPrimesIsTakenApart()
    {
        // Both primes of the middle ones are shared, so that each divides the product of the others.
        BigInteger[] moduli = [3 * 101, 101 * 103, 103 * 107, 107 * 109];

        Assert.Equal([(101, "0,1"), (103, "1,2"), (107, "2,3")], Described(BatchGcd.Find(moduli, null, default)));
    }

    [Fact]
    public void OneKeyInSeveralPlacesIsADuplicateAndNoFactor()
    {
        var modulus = RsaKeys.SoundModulus();

        var result = BatchGcd.Find([modulus, RsaKeys.SoundModulus(), modulus], null, default);

        Assert.Empty(result.Shared);
        Assert.Equal([0, 2], Assert.Single(result.Duplicates));
    }

    [Fact]
    public void ACopyOfABrokenKeyIsBrokenToo() =>
        Assert.Equal([(101, "0,1,2")], Described(BatchGcd.Find([3 * 101, 101 * 103, 3 * 101], null, default)));

    [Fact]
    public void NumbersBelowTwoAndEmptyListsAreNothing()
    {
        Assert.Empty(BatchGcd.Find([], null, default).Shared);
        Assert.Empty(BatchGcd.Find([0, 1, -6, 15], null, default).Shared);
    }

    [Fact]
    public void ItTellsHowFarItIsAndStops()
    {
        var moduli = Enumerable.Range(0, 20).Select(_ => RsaKeys.Random(256)).ToList();
        var told = new List<double>();
        BatchGcd.Find(moduli, new ImmediateProgress<double>(told.Add), default);
        using var stop = new CancellationTokenSource();

        Assert.Equal(1, told[^1]);
        Assert.Equal(told.Order(), told);
        Assert.ThrowsAny<OperationCanceledException>(() => BatchGcd.Find(moduli, new ImmediateProgress<double>(_ => stop.Cancel()), stop.Token));
    }

    private static BigInteger Prime() => RsaKeys.NextPrime(RsaKeys.Random(512), 2);

    private static IEnumerable<(int I, int J)> Pairs(int count) =>
        from i in Enumerable.Range(0, count) from j in Enumerable.Range(i + 1, count - i - 1) select (i, j);

    private static IEnumerable<(int Factor, string Indexes)> Described(BatchGcdResult result) =>
        result.Shared.Select(shared => ((int)shared.Factor, string.Join(',', shared.Indexes))).Order();
}
