using System.Numerics;
using Mim.Core.Risk.Moduli;

namespace Mim.Core.Tests.Risk.Moduli;

public class ReciprocalTests
{
    [Theory]
    [InlineData(8, 200)]
    [InlineData(2048, 4000)]
    [InlineData(2048, 10_000)]
    [InlineData(300_000, 300_128)]
    public void ItIsOffByAFewUnits(int length, int bits)
    {
        foreach (var number in new[] { RsaKeys.Random(length), BigInteger.One << (length - 1), (BigInteger.One << length) - 1 })
        {
            var exact = (BigInteger.One << (bits + length)) / number;

            Assert.InRange(Reciprocal.Of(number, bits, new LongMultiplier(4 * bits, default), default) - exact, -16, 16);
        }
    }
}
