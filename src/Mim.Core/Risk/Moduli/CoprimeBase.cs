using System.Numerics;

namespace Mim.Core.Risk.Moduli;

/// <summary>Numbers without common factors, of which every number given is a product: factoring as far as numbers betray each other.</summary>
internal static class CoprimeBase
{
    /// <summary>Takes time with the square of the count.</summary>
    public static IReadOnlyList<BigInteger> Of(IEnumerable<BigInteger> numbers, CancellationToken cancellationToken)
    {
        var result = new List<BigInteger>();
        var waiting = new Stack<BigInteger>(numbers);
        while (waiting.TryPop(out var number))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!number.IsOne && !Split(number, result, waiting))
            {
                result.Add(number);
            }
        }

        return result;
    }

    /// <summary>Where the number has a factor in common with one of the base, both are taken apart and wait again.</summary>
    private static bool Split(BigInteger number, List<BigInteger> result, Stack<BigInteger> waiting)
    {
        for (var i = 0; i < result.Count; i++)
        {
            var common = BigInteger.GreatestCommonDivisor(number, result[i]);
            if (common.IsOne)
            {
                continue;
            }

            var rest = result[i] / common;
            if (!rest.IsOne)
            {
                result.RemoveAt(i);
                waiting.Push(common);
                waiting.Push(rest);
            }

            waiting.Push(number / common);
            return true;
        }

        return false;
    }
}
