using System.Numerics;
using Mim.Core.Risk.Moduli;

namespace Mim.Core.Tests.Risk.Moduli;

public class LongMultiplierTests
{
    private const int LongestBits = 4_000_000;
    private readonly LongMultiplier _multiplier = new(LongestBits, default);

    [Theory]
    [InlineData(59_999)]
    [InlineData(60_008)]
    [InlineData(65_536)]
    [InlineData(131_072)]
    [InlineData(1_000_000)]
    public void ProductsAreThoseOfTheBaseLibrary(int bits)
    {
        var a = RsaKeys.Random(bits);
        var b = RsaKeys.Random(bits / 2 * 3);

        Assert.Equal(a * b, _multiplier.Multiply(a, b));
    }

    [Theory]
    [InlineData(65_536)]
    [InlineData(1_048_576)]
    public void TheLargestDigitsOverflowNothing(int bits)
    {
        var ones = (BigInteger.One << bits) - 1;

        Assert.Equal(ones * ones, _multiplier.Multiply(ones, ones));
        Assert.Equal(ones << bits, _multiplier.Multiply(ones, BigInteger.One << bits));
    }

    [Fact]
    public void ZeroIsZero() => Assert.Equal(BigInteger.Zero, _multiplier.Multiply(RsaKeys.Random(100_000), BigInteger.Zero));
}
