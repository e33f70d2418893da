using System.Numerics;

namespace Mim.Core.Risk;

/// <summary>The primes below 10,000.</summary>
internal static class SmallPrimes
{
    private const int Limit = 10_000;

    public static IReadOnlyList<int> All { get; } = Sieve();

    /// <summary>The least small prime that divides <paramref name="number"/> and is not it; null when there is none.</summary>
    public static int? FactorOf(BigInteger number)
    {
        foreach (var prime in All)
        {
            if ((number % prime).IsZero && number != prime)
            {
                return prime;
            }
        }

        return null;
    }

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
            for (var multiple = number * number; multiple < Limit; multiple += number)
            {
                composite[multiple] = true;
            }
        }

        return primes;
    }
}
