using System.Numerics;

namespace Mim.Core.Risk;

/// <summary>Fermat's factoring of moduli whose primes lie close together: n = a² − b² with a just over the root of n.</summary>
internal static class FermatCheck
{
    // Primes made independently never yield; the flawed ones known yield in the first few rounds.
    private const int Rounds = 100;

    public static bool HasClosePrimes(BigInteger modulus)
    {
        var a = Root(modulus);
        if (a * a < modulus)
        {
            a++;
        }

        for (var round = 0; round < Rounds; round++, a++)
        {
            var square = (a * a) - modulus;
            if (IsSquare(square))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSquare(BigInteger number)
    {
        // Squares end in 0, 1, 4 or 9 in base 16; three of four candidates need no root.
        if ((int)(number & 15) is not (0 or 1 or 4 or 9))
        {
            return false;
        }

        var root = Root(number);
        return root * root == number;
    }

    /// <summary>The integer part of the square root, by Newton's method from above.</summary>
    private static BigInteger Root(BigInteger number)
    {
        if (number.IsZero)
        {
            return number;
        }

        var root = BigInteger.One << (int)((number.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (number / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }
}
