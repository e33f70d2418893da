using System.Numerics;
using Mim.Core.Risk.Moduli;

namespace Mim.Core.Tests.Risk.Moduli;

public class RemainderTreeTests
{
    [Theory]
    [InlineData(1, 8, 0)]
    [InlineData(2, 8, 0)]
    [InlineData(3, 2048, 0)]
    [InlineData(17, 512, 0)]
    [InlineData(200, 1024, 0)]
    [InlineData(1, 8, 16)]
    [InlineData(1, 2048, 16)]
    [InlineData(2, 8, 70_000)]
    [InlineData(17, 512, 100)]
    [InlineData(200, 1024, 70_000)]
    public void EachRemainderIsThatOfTheProductOfTheOthers(int count, int bits, int otherBits)
    {
        BigInteger[] numbers = [.. Enumerable.Range(0, count).Select(i => RsaKeys.Random(bits + (8 * (i % 5))))];
        var product = numbers.Aggregate(BigInteger.One, (all, number) => all * number);
        BigInteger[] others = otherBits == 0 ? [] : [RsaKeys.Random(otherBits), RsaKeys.Random(8), RsaKeys.Random(otherBits / 2)];
        var elsewhere = others.Aggregate(BigInteger.One, (all, number) => all * number);
        var ticks = 0;

        var remainders = RemainderTree.Cofactors(numbers, others, () => ticks++, default);

        Assert.Equal(numbers.Select(number => product / number * elsewhere % number), remainders);
        Assert.Equal(RemainderTree.Steps(count), ticks);
        Assert.Equal(product, RemainderTree.Product(numbers, default));
    }
}
