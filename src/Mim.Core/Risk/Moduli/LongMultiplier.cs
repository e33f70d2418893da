using System.Numerics;
using System.Runtime.InteropServices;

namespace Mim.Core.Risk.Moduli;

/// <summary>
/// Multiplies natural numbers of millions of bits. The base library's way takes 2.8 times as long for twice the length; by a
/// transform of their 16-bit digits it takes little more than twice as long.
/// </summary>
internal sealed class LongMultiplier
{
    private const int DigitBits = 16;

    /// <summary>Where the transform begins to pay, in bits of the shorter number.</summary>
    private const int ShortestBits = 60_000;

    private readonly Lazy<NumberTransform> _transform;

    /// <param name="longestBits">Of any product.</param>
    /// <param name="cancellationToken">Stops a multiplication that has begun.</param>
    public LongMultiplier(long longestBits, CancellationToken cancellationToken) =>
        _transform = new Lazy<NumberTransform>(() => new NumberTransform(Length(longestBits), cancellationToken));

    public BigInteger Multiply(BigInteger a, BigInteger b) =>
        Math.Min(a.GetBitLength(), b.GetBitLength()) < ShortestBits ? a * b : Transform(a, b);

    // Sums of products of digits stay below the field's prime up to lengths far beyond any array.
    private static int Length(long bits) => (int)BitOperations.RoundUpToPowerOf2((uint)((bits + DigitBits - 1) / DigitBits));

    private BigInteger Transform(BigInteger a, BigInteger b)
    {
        var length = Length(a.GetBitLength() + b.GetBitLength());
        var digits = Digits(a, length);
        _transform.Value.Convolve(digits, Digits(b, length));
        return Number(digits);
    }

    private static ulong[] Digits(BigInteger number, int length)
    {
        var octets = new byte[(number.GetByteCount(isUnsigned: true) + 1) & ~1];
        number.TryWriteBytes(octets, out _, isUnsigned: true);
        var digits = new ulong[length];
        var at = 0;
        foreach (var digit in MemoryMarshal.Cast<byte, ushort>(octets))
        {
            digits[at++] = digit;
        }

        return digits;
    }

    private static BigInteger Number(ulong[] digits)
    {
        var octets = new byte[digits.Length * sizeof(ushort)];
        var goal = MemoryMarshal.Cast<byte, ushort>(octets.AsSpan());
        var carry = 0UL;
        for (var i = 0; i < digits.Length; i++)
        {
            carry += digits[i];
            goal[i] = (ushort)carry;
            carry >>= DigitBits;
        }

        return new BigInteger(octets, isUnsigned: true);
    }
}
