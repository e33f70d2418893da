using System.Numerics;
using Mim.Core.Risk.Moduli;

namespace Mim.Core.Tests.Risk.Moduli;

public class ModularProductTests
{
    [Theory]
    [InlineData(8, 8)]
    [InlineData(64, 16)]
    [InlineData(2048, 2048)]
    [InlineData(100_000, 700)]
    [InlineData(700, 100_000)]
    [InlineData(100_000, 100_000)]
    public void ItIsTheRemainderOfTheProduct(int modulusBits, int factorBits)
    {
        var multiplier = new LongMultiplier(2 * ModularProduct.WorkBits(modulusBits, factorBits), default);
        var most = (BigInteger.One << modulusBits) - 1;
        foreach (var modulus in new[] { BigInteger.One << (modulusBits - 1), most, RsaKeys.Random(modulusBits) }.Where(number => number > 1))
        {
            var product = new ModularProduct(modulus, factorBits, multiplier, default);
            foreach (var number in new[] { BigInteger.Zero, BigInteger.One, modulus - 1, most % modulus, most * 16 })
            {
                foreach (var factor in new[] { BigInteger.Zero, BigInteger.One, (BigInteger.One << factorBits) - 1, RsaKeys.Random(factorBits) })
                {
                    Assert.Equal(number * factor % modulus, product.Multiply(number, factor));
                }
            }
        }
    }
}
