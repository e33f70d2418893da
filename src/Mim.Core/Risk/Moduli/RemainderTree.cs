using System.Numerics;

namespace Mim.Core.Risk.Moduli;

/// <summary>
/// For numbers n with product P, the remainder of P/n modulo each n: what all the others hold in common with it. Bernstein's
/// product tree, and his scaled remainder tree ("Scaled remainder trees", 2004), which goes down without any division. Numbers of
/// other trees join by their product.
/// </summary>
/// <remarks>
/// Each node has the product P of its numbers and the sum S of P/n over them. For each n, S is P/n modulo n, as n divides all its
/// other terms. At the root S/P is taken as a binary fraction. The fraction of a child, modulo 1, is that of its parent times the
/// product of its sibling; it needs only as many digits as the child has. A leaf's fraction times n is the remainder. S times the
/// product of other numbers, modulo P, in the place of S gives the remainder of P/n times that product.
/// </remarks>
internal sealed class RemainderTree
{
    // Each level may double the error, and the fraction of a leaf must be off by less than half of 1/n.
    private const int GuardBits = 128;

    private readonly List<BigInteger[]> _products = [];
    private readonly LongMultiplier _multiplier;
    private readonly ParallelOptions _options;
    private readonly Action _tick;

    private RemainderTree(BigInteger[] numbers, long longestOther, Action tick, CancellationToken cancellationToken)
    {
        var bits = numbers.Sum(number => number.GetBitLength()) + GuardBits + numbers.Length;
        _multiplier = new LongMultiplier(2 * ModularProduct.WorkBits(bits, longestOther), cancellationToken);
        _options = new ParallelOptions { CancellationToken = cancellationToken };
        _tick = tick;
    }

    /// <summary>Steps of <see cref="Cofactors"/> for this many numbers, of about the same time each.</summary>
    public static int Steps(int count) => (2 * Levels(count)) + 1;

    /// <summary>Product of at least one number.</summary>
    public static BigInteger Product(BigInteger[] numbers, CancellationToken cancellationToken)
    {
        var multiplier = new LongMultiplier(numbers.Sum(number => number.GetBitLength()), cancellationToken);
        var options = new ParallelOptions { CancellationToken = cancellationToken };
        while (numbers is { Length: > 1 } below)
        {
            numbers = new BigInteger[(below.Length + 1) / 2];
            var above = numbers;
            Parallel.For(0, above.Length, options, i => above[i] =
                (2 * i) + 1 == below.Length ? below[2 * i] : multiplier.Multiply(below[2 * i], below[(2 * i) + 1]));
        }

        return numbers[0];
    }

    /// <summary>The remainder for each number.</summary>
    /// <param name="numbers">One or more, all above 1.</param>
    /// <param name="others">Products of numbers elsewhere.</param>
    /// <param name="tick">Called after each of the <see cref="Steps"/>.</param>
    /// <param name="cancellationToken">Stops between and within the steps.</param>
    public static BigInteger[] Cofactors(
        BigInteger[] numbers, IReadOnlyList<BigInteger> others, Action tick, CancellationToken cancellationToken)
    {
        var longest = others.Select(other => other.GetBitLength()).DefaultIfEmpty().Max();
        var tree = new RemainderTree(numbers, longest, tick, cancellationToken);
        var sum = tree.Climb(numbers);
        return tree.Descend(others.Count == 0 ? sum : tree.Join(sum, others, longest));
    }

    private static int Levels(int count) => count == 1 ? 0 : BitOperations.Log2((uint)count - 1) + 1;

    private static long FractionBits(BigInteger product) => product.GetBitLength() + GuardBits;

    /// <summary>Makes the products; gives the root's sum.</summary>
    private BigInteger Climb(BigInteger[] numbers)
    {
        var sums = Enumerable.Repeat(BigInteger.One, numbers.Length).ToArray();
        _products.Add(numbers);
        while (_products[^1] is { Length: > 1 } below)
        {
            var products = new BigInteger[(below.Length + 1) / 2];
            var above = new BigInteger[products.Length];
            For(products.Length, i =>
            {
                var (left, right) = (2 * i, (2 * i) + 1);
                (products[i], above[i]) = right == below.Length
                    ? (below[left], sums[left])
                    : (_multiplier.Multiply(below[left], below[right]),
                        _multiplier.Multiply(sums[left], below[right]) + _multiplier.Multiply(sums[right], below[left]));
            });
            _products.Add(products);
            sums = above;
        }

        return sums[0];
    }

    private BigInteger Join(BigInteger sum, IReadOnlyList<BigInteger> others, long longest)
    {
        var root = _products[^1][0];
        var product = new ModularProduct(root, longest, _multiplier, _options.CancellationToken);
        return others.Aggregate(product.Multiply(sum, BigInteger.One), product.Multiply);
    }

    private BigInteger[] Descend(BigInteger sum)
    {
        var root = _products[^1][0];
        var reciprocal = Reciprocal.Of(root, FractionBits(root), _multiplier, _options.CancellationToken);
        var fractions = new[] { Fraction(_multiplier.Multiply(sum, reciprocal) >> (int)root.GetBitLength(), FractionBits(root)) };
        _tick();
        for (var level = _products.Count - 2; level >= 0; level--)
        {
            var (products, above, parents) = (_products[level], _products[level + 1], fractions);
            fractions = new BigInteger[products.Length];
            For(products.Length, i => fractions[i] = (i ^ 1) == products.Length
                ? parents[i / 2]
                : Below(parents[i / 2], FractionBits(above[i / 2]), products[i ^ 1], FractionBits(products[i])));

            // What is above is done with: this halves the memory at the peak.
            _products.RemoveAt(level + 1);
        }

        return [.. fractions.Select((fraction, i) => Remainder(fraction, _products[0][i]))];
    }

    private BigInteger Below(BigInteger parent, long parentBits, BigInteger sibling, long bits) =>
        Fraction(_multiplier.Multiply(parent, sibling), parentBits) >> (int)(parentBits - bits);

    private static BigInteger Remainder(BigInteger fraction, BigInteger number)
    {
        var bits = (int)FractionBits(number);
        return (((fraction * number) + (BigInteger.One << (bits - 1))) >> bits) % number;
    }

    /// <summary>The low bits: the rest is whole numbers.</summary>
    private static BigInteger Fraction(BigInteger number, long bits) => number & ((BigInteger.One << (int)bits) - 1);

    private void For(int count, Action<int> work)
    {
        Parallel.For(0, count, _options, work);
        _tick();
    }
}
