using System.Diagnostics;
using System.Numerics;
using System.Security.Cryptography;
using Mim.Core.Risk.Moduli;

namespace Mim.Bench;

/// <summary>Shared primes among 10,000 RSA moduli of 2048 bits, beside the greatest common divisor of every pair of a few of them.</summary>
internal static class SharedPrimeScenario
{
    private const int Count = 10_000;
    private const int Planted = 50;
    private const int PeerCount = 400;
    private const int Bits = 2048;

    public static IEnumerable<Figure> Run()
    {
        // Making 10,000 keys takes longer than comparing them. So most moduli are of many small primes that are each used once.
        var moduli = new BigInteger[Count];
        Parallel.For(0, Count, i => moduli[i] = Sound(new Random(i)));
        var pairs = Enumerable.Range(0, Planted).Select(i => (i * 37, Count - 1 - (i * 41))).ToList();
        Parallel.ForEach(pairs, pair => (moduli[pair.Item1], moduli[pair.Item2]) = Related());

        var watch = Stopwatch.StartNew();
        var found = BatchGcd.Find(moduli, null, CancellationToken.None);
        var seconds = watch.Elapsed.TotalSeconds;
        Require(found.Shared.Select(shared => (shared.Indexes[0], shared.Indexes[^1])).Order().SequenceEqual(pairs.Order()));

        watch.Restart();
        Parallel.For(0, PeerCount, i => Require(Enumerable.Range(0, i).All(j => BigInteger.GreatestCommonDivisor(moduli[i], moduli[j]).IsOne)));
        var pairsPerSecond = Pairs(PeerCount) / watch.Elapsed.TotalSeconds;
        yield return new Figure($"Shared primes of {Count:#,##0} RSA-2048 moduli, {Planted} pairs planted, all found", seconds, "s", "< 60 s");
        yield return new Figure(
            "the same, as pairs compared", Pairs(Count) / seconds, "/s", null, $"`GreatestCommonDivisor` of each pair of {PeerCount}, both cores", pairsPerSecond);
        using var process = Process.GetCurrentProcess();
        yield return new Figure("the same, peak memory of the process so far", process.PeakWorkingSet64 / (1024.0 * 1024), "MiB");
    }

    private static double Pairs(double count) => count * (count - 1) / 2;

    /// <summary>Two moduli with a prime in common, of real keys.</summary>
    private static (BigInteger One, BigInteger Other) Related()
    {
        using var one = RSA.Create(Bits);
        using var other = RSA.Create(Bits);
        var (key, donor) = (one.ExportParameters(true), other.ExportParameters(true));
        return (Number(key.Modulus), Number(key.P) * Number(donor.Q));
    }

    private static BigInteger Number(byte[]? octets) => new(octets, isUnsigned: true, isBigEndian: true);

    private static BigInteger Sound(Random random)
    {
        var modulus = BigInteger.One;
        for (var bits = 0; bits < Bits; bits += 64)
        {
            modulus *= Prime(random);
        }

        return modulus;
    }

    private static ulong Prime(Random random)
    {
        while (true)
        {
            var candidate = (1UL << 63) | ((ulong)random.NextInt64() << 1) | 1;
            if (candidate % 3 != 0 && candidate % 5 != 0 && candidate % 7 != 0 && candidate % 11 != 0 && candidate % 13 != 0 && Power(2, candidate - 1, candidate) == 1)
            {
                return candidate;
            }
        }
    }

    private static ulong Power(ulong number, ulong exponent, ulong modulus)
    {
        UInt128 result = 1;
        UInt128 power = number;
        for (; exponent != 0; exponent >>= 1, power = power * power % modulus)
        {
            result = (exponent & 1) == 0 ? result : result * power % modulus;
        }

        return (ulong)result;
    }

    private static void Require(bool isSo)
    {
        if (!isSo)
        {
            throw new InvalidOperationException("The planted pairs were not what was found.");
        }
    }
}
