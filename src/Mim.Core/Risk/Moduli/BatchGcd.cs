using System.Numerics;

namespace Mim.Core.Risk.Moduli;

/// <summary>
/// Finds RSA moduli that share a prime with another, as devices make them that start without entropy (Heninger and others,
/// "Mining Your Ps and Qs", 2012): whoever has both moduli has both private keys. Pure; uses all cores.
/// </summary>
public static class BatchGcd
{
    /// <summary>
    /// Length of what is worked on at a time, 15,000 keys of 2048 bits: some 1.5 GB at the peak. The groups meet by their products only.
    /// </summary>
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
        var common = new BigInteger[numbers.Length];
        var groups = Groups(numbers, largestBits);
        BigInteger[] products = groups.Count < 2 ? [] : [.. groups.Select(group => RemainderTree.Product(group, cancellationToken))];
        var (done, steps, from) = (0, groups.Sum(group => RemainderTree.Steps(group.Length)), 0);
        for (var at = 0; at < groups.Count; from += groups[at].Length, at++)
        {
            var (group, first) = (groups[at], from);
            BigInteger[] others = [.. products.Where((_, other) => other != at)];
            var cofactors = RemainderTree.Cofactors(
                group, others, () => progress?.Report((double)Interlocked.Increment(ref done) / steps), cancellationToken);
            Parallel.For(0, group.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
                common[first + i] = BigInteger.GreatestCommonDivisor(cofactors[i], group[i]));
        }

        return common;
    }

    /// <summary>The numbers in their order, in groups that are small enough to be worked on.</summary>
    private static List<BigInteger[]> Groups(BigInteger[] numbers, long largestBits)
    {
        var groups = new List<BigInteger[]>();
        var (start, room) = (0, largestBits);
        for (var i = 0; i < numbers.Length; i++)
        {
            if (i > start && room < numbers[i].GetBitLength())
            {
                groups.Add(numbers[start..i]);
                (start, room) = (i, largestBits);
            }

            room -= numbers[i].GetBitLength();
        }

        return start < numbers.Length ? [.. groups, numbers[start..]] : groups;
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
