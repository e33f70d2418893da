using System.Numerics;
using Mim.Core.Risk.Moduli;

namespace Mim.Core.Tests.Risk.Moduli;

public class RemainderTreeTests
{
    [Theory]
    [InlineData(2, 8)]
    [InlineData(3, 2048)]
    [InlineData(17, 512)]
    [InlineData(200, 1024)]
    public void EachRemainderIsThatOfTheProductOfTheOthers(int count, int bits)
    {
        BigInteger[] numbers = [.. Enumerable.Range(0, count).Select(i => RsaKeys.Random(bits + (8 * (i % 5))))];
        var product = numbers.Aggregate(BigInteger.One, (all, number) => all * number);
        var ticks = 0;

        var remainders = RemainderTree.Cofactors(numbers, () => ticks++, default);

        Assert.Equal(numbers.Select(number => product / number % number), remainders);
        Assert.Equal(RemainderTree.Steps(count), ticks);
    }
}
