using System.Numerics;

namespace Mim.Core.Risk.Moduli;

/// <summary>Products modulo one long number, without division (Barrett, 1986).</summary>
internal sealed class ModularProduct
{
    // What the quotient of a number loses by its reciprocal and by what is cut off it is less than a unit then.
    private const int GuardBits = 64;

    private readonly BigInteger _modulus;
    private readonly BigInteger _reciprocal;
    private readonly long _bits;
    private readonly LongMultiplier _multiplier;

    /// <param name="modulus">Above 1.</param>
    /// <param name="longestFactor">Bits of the longest number that is multiplied by.</param>
    /// <param name="multiplier">For products of twice <see cref="WorkBits"/>.</param>
    /// <param name="cancellationToken">Stops the making of the reciprocal.</param>
    public ModularProduct(BigInteger modulus, long longestFactor, LongMultiplier multiplier, CancellationToken cancellationToken)
    {
        (_modulus, _multiplier, _bits) = (modulus, multiplier, WorkBits(modulus.GetBitLength(), longestFactor));
        _reciprocal = Reciprocal.Of(modulus, _bits, multiplier, cancellationToken);
    }

    /// <summary>Bits of the longest number that is worked with.</summary>
    public static long WorkBits(long modulusBits, long longestFactor) => Math.Max(modulusBits, longestFactor) + GuardBits;

    /// <summary><paramref name="number"/> times <paramref name="factor"/>, modulo the modulus.</summary>
    /// <param name="number">Below 2^32 times the modulus.</param>
    /// <param name="factor">Not negative.</param>
    public BigInteger Multiply(BigInteger number, BigInteger factor)
    {
        var product = _multiplier.Multiply(number, factor);
        var length = (int)_modulus.GetBitLength();

        // The reciprocal is 2^(bits + length) / modulus.
        var quotient = _multiplier.Multiply(product >> (length - 1), _reciprocal) >> (int)(_bits + 1);
        var rest = product - _multiplier.Multiply(quotient, _modulus);
        for (; rest >= _modulus; rest -= _modulus)
        {
        }

        for (; rest.Sign < 0; rest += _modulus)
        {
        }

        return rest;
    }
}
