using System.Numerics;

namespace Mim.Core.Risk;

/// <summary>
/// The mark of CVE-2017-15361 ("The Return of Coppersmith's Attack", Nemec and others, 2017). The flawed library makes primes of
/// the form k·M + (65537^a mod M), M being the product of the first primes. So its moduli are powers of 65537 modulo each of
/// them; a sound modulus is one for all of them with a chance below 2^-27.
/// </summary>
internal static class RocaCheck
{
    private const int LargestCount = 126;

    private static readonly bool[][] Powers = [.. SmallPrimes.All.Take(LargestCount).Select(PowersModulo)];

    public static bool IsVulnerable(BigInteger modulus)
    {
        // How many primes M has depends on the length of the key (section 2.1 of the paper).
        var count = modulus.GetBitLength() switch
        {
            < 992 => 39,
            < 1984 => 71,
            _ => LargestCount,
        };
        for (var i = 0; i < count; i++)
        {
            if (!Powers[i][(int)(modulus % SmallPrimes.All[i])])
            {
                return false;
            }
        }

        return true;
    }

    private static bool[] PowersModulo(int prime)
    {
        var powers = new bool[prime];
        for (var power = 1 % prime; !powers[power]; power = (int)(power * 65537L % prime))
        {
            powers[power] = true;
        }

        return powers;
    }
}
