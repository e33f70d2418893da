using System.Numerics;

namespace Mim.Core.Risk.Moduli;

/// <summary>1/n by Newton's method, each round twice as exact as the one before.</summary>
internal static class Reciprocal
{
    private const int FirstBits = 4096;

    // What each round loses to rounding, and more.
    private const int LostBits = 16;

    /// <summary>
    /// 2^<paramref name="bits"/> / x, off by a few units at most, where x is <paramref name="number"/> scaled to lie between ½ and 1.
    /// </summary>
    public static BigInteger Of(BigInteger number, long bits, LongMultiplier multiplier, CancellationToken cancellationToken)
    {
        var length = number.GetBitLength();
        var exact = (int)Math.Min(bits, FirstBits);
        var reciprocal = (BigInteger.One << (2 * exact)) / Scaled(exact);
        while (exact < bits)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // r(2 − xr), with x and the result to the new number of bits.
            var next = (int)Math.Min(bits, (2 * exact) - LostBits);
            var rest = (BigInteger.One << (next + exact + 1)) - multiplier.Multiply(Scaled(next), reciprocal);
            reciprocal = multiplier.Multiply(reciprocal, rest) >> (2 * exact);
            exact = next;
        }

        return reciprocal;

        // A negative shift goes to the left.
        BigInteger Scaled(int wanted) => number >> (int)(length - wanted);
    }
}
