using System.Numerics;
using Mim.Core.Risk.Moduli;

namespace Mim.Core.Tests.Risk.Moduli;

public class CoprimeBaseTests
{
    [Theory]
    [InlineData(new[] { 6, 35 }, new[] { 6, 35 })]
    [InlineData(new[] { 6, 10, 15 }, new[] { 2, 3, 5 })]
    [InlineData(new[] { 12, 18 }, new[] { 2, 3 })]
    [InlineData(new[] { 8, 4 }, new[] { 2 })]
    [InlineData(new[] { 7, 7, 1 }, new[] { 7 })]
    public void NumbersAreTakenApartAsFarAsTheyBetrayEachOther(int[] numbers, int[] parts) =>
        Assert.Equal(parts, CoprimeBase.Of(numbers.Select(number => (BigInteger)number), default).Select(part => (int)part).Order());
}
