using System.Runtime.CompilerServices;

namespace Mim.Core.Risk.Moduli;

/// <summary>
/// Numbers modulo p = 2^64 − 2^32 + 1, which is prime, reduces without division and has roots of unity of every order up to
/// 2^32. All values are below p.
/// </summary>
internal static class GoldilocksField
{
    public const ulong Prime = 0xFFFF_FFFF_0000_0001;

    // 2^64 modulo p.
    private const ulong Wrap = 0xFFFF_FFFF;
    private const ulong Generator = 7;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong a, ulong b)
    {
        var sum = a + b;
        return sum < a || sum >= Prime ? sum - Prime : sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Subtract(ulong a, ulong b) => a < b ? a - b + Prime : a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Multiply(ulong a, ulong b)
    {
        // With 2^96 = −1 and 2^64 = 2^32 − 1, the top word is taken away and the one below it spread out.
        var high = Math.BigMul(a, b, out var low);
        var rest = low - (high >> 32);
        rest = low < (high >> 32) ? rest - Wrap : rest;
        var spread = (high & Wrap) * Wrap;
        var result = rest + spread;
        result = result < spread ? result + Wrap : result;
        return result >= Prime ? result - Prime : result;
    }

    public static ulong Power(ulong number, ulong exponent)
    {
        var result = 1UL;
        for (; exponent != 0; exponent >>= 1, number = Multiply(number, number))
        {
            result = (exponent & 1) == 0 ? result : Multiply(result, number);
        }

        return result;
    }

    public static ulong Inverse(ulong number) => Power(number, Prime - 2);

    /// <summary>A primitive root of unity of an order that is a power of two.</summary>
    public static ulong Root(int order) => Power(Generator, (Prime - 1) / (ulong)order);
}
