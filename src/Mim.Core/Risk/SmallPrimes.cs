using System.Numerics;

namespace Mim.Core.Risk;

/// <summary>The primes below 65,536.</summary>
internal static class SmallPrimes
{
    private const int Limit = 1 << 16;

    public static IReadOnlyList<int> All { get; } = Sieve();

    private static BigInteger Product { get; } = ProductOf(0, All.Count);

    /// <summary>The least small prime that divides <paramref name="number"/> and is not it; null when there is none.</summary>
    public static int? FactorOf(BigInteger number)
    {
        // One division by all of them at once tells that most numbers have none.
        var common = BigInteger.GreatestCommonDivisor(Product % number, number);
        return common.IsOne ? null : All.Select(prime => (int?)prime).FirstOrDefault(prime => (common % prime!.Value).IsZero && number != prime);
    }

    // By halves, so that the numbers to multiply have the same length.
    private static BigInteger ProductOf(int from, int to) =>
        to - from == 1 ? All[from] : ProductOf(from, from + ((to - from) / 2)) * ProductOf(from + ((to - from) / 2), to);

    private static List<int> Sieve()
    {
        var composite = new bool[Limit];
        var primes = new List<int>();
        for (var number = 2; number < Limit; number++)
        {
            if (composite[number])
            {
                continue;
            }

            primes.Add(number);
            for (var multiple = (long)number * number; multiple < Limit; multiple += number)
            {
                composite[multiple] = true;
            }
        }

        return primes;
    }
}
