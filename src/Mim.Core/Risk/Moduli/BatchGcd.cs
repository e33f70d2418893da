using System.Numerics;

namespace Mim.Core.Risk.Moduli;

/// <summary>
/// Finds RSA moduli that share a prime with another, as devices make them that start without entropy (Heninger and others,
/// "Mining Your Ps and Qs", 2012): whoever has both moduli has both private keys. Pure; uses all cores.
/// </summary>
public static class BatchGcd
{
    /// <summary>Length of what is worked on at a time, 15,000 keys of 2048 bits; it takes less than a gigabyte.</summary>
    internal const long LargestBits = 32_000_000;

    /// <summary>Finds every modulus that has a factor in common with another.</summary>
    /// <param name="moduli">In any order; one that comes twice is a duplicate. Numbers below two have no factors.</param>
    /// <param name="progress">From 0 to 1.</param>
    /// <exception cref="OperationCanceledException"/>
    public static BatchGcdResult Find(IReadOnlyList<BigInteger> moduli, IProgress<double>? progress, CancellationToken cancellationToken) =>
        Find(moduli, LargestBits, progress, cancellationToken);

    internal static BatchGcdResult Find(
        IReadOnlyList<BigInteger> moduli, long largestBits, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        try
        {
            return Search(moduli, largestBits, progress, cancellationToken);
        }
        catch (AggregateException) when (cancellationToken.IsCancellationRequested)
        {
            // Work on several cores may say so several times.
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private static BatchGcdResult Search(
        IReadOnlyList<BigInteger> moduli, long largestBits, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var places = Enumerable.Range(0, moduli.Count).Where(i => moduli[i] > BigInteger.One).ToLookup(i => moduli[i]);
        BigInteger[] distinct = [.. places.Select(same => same.Key)];
        var common = Common(distinct, largestBits, progress, cancellationToken);
        var broken = Enumerable.Range(0, distinct.Length).Where(i => !common[i].IsOne).ToLookup(i => common[i], i => distinct[i]);
        var shared = Factors([.. broken.Select(same => same.Key)], largestBits, cancellationToken)
            .Select(found => new SharedFactor(
                found.Factor, [.. found.Multiples.SelectMany(multiple => broken[multiple]).SelectMany(modulus => places[modulus]).Order()]));
        return new BatchGcdResult([.. shared], [.. places.Where(same => same.Skip(1).Any()).Select(same => same.ToArray())]);
    }

    /// <summary>For each number what it has in common with all the others.</summary>
    private static BigInteger[] Common(BigInteger[] numbers, long largestBits, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var common = Enumerable.Repeat(BigInteger.One, numbers.Length).ToArray();
        var runs = Runs(numbers, largestBits);
        var (done, steps) = (0, runs.Sum(run => RemainderTree.Steps(run.Length)));
        foreach (var run in runs)
        {
            var cofactors = RemainderTree.Cofactors(
                [.. run.Select(i => numbers[i])], () => progress?.Report((double)Interlocked.Increment(ref done) / steps), cancellationToken);
            Parallel.For(0, run.Length, new ParallelOptions { CancellationToken = cancellationToken }, at =>
            {
                var i = run[at];
                var found = BigInteger.GreatestCommonDivisor(cofactors[at], numbers[i]);
                common[i] *= found / BigInteger.GreatestCommonDivisor(common[i], found);
            });
        }

        return common;
    }

    /// <summary>Sets of numbers, each small enough, in which every two of the numbers meet.</summary>
    private static List<int[]> Runs(BigInteger[] numbers, long largestBits)
    {
        if (numbers.Length < 2)
        {
            return [];
        }

        if (numbers.Sum(number => number.GetBitLength()) <= largestBits)
        {
            return [[.. Enumerable.Range(0, numbers.Length)]];
        }

        var groups = new List<List<int>>();
        var room = 0L;
        for (var i = 0; i < numbers.Length; room -= numbers[i].GetBitLength(), i++)
        {
            if (room < numbers[i].GetBitLength())
            {
                groups.Add([]);
                room = largestBits / 2;
            }

            groups[^1].Add(i);
        }

        return [.. groups.SelectMany((one, at) => groups.Skip(at + 1).Select(other => (int[])[.. one, .. other]))];
    }

    /// <summary>The factors of which the numbers are products, and the numbers that have each. Most are prime, and in this list alone.</summary>
    private static IEnumerable<(BigInteger Factor, IReadOnlyList<BigInteger> Multiples)> Factors(
        BigInteger[] numbers, long largestBits, CancellationToken cancellationToken)
    {
        var common = Common(numbers, largestBits, null, cancellationToken);
        var tangled = numbers.Where((_, i) => !common[i].IsOne).ToList();
        var parts = CoprimeBase.Of(tangled, cancellationToken)
            .Select(factor => (factor, (IReadOnlyList<BigInteger>)[.. tangled.Where(number => (number % factor).IsZero)]));
        return numbers.Where((_, i) => common[i].IsOne).Select(factor => (factor, (IReadOnlyList<BigInteger>)[factor])).Concat(parts);
    }
}
