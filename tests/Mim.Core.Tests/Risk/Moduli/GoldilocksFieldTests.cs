using System.Numerics;
using FsCheck.Fluent;
using Mim.Core.Risk.Moduli;
using Mim.Testing;

namespace Mim.Core.Tests.Risk.Moduli;

public class GoldilocksFieldTests
{
    private static readonly ulong[] _edges =
        [0, 1, 2, 0xFFFF_FFFE, 0xFFFF_FFFF, 0x1_0000_0000, 0x1_0000_0001, 0x8000_0000_0000_0000, GoldilocksField.Prime - 2, GoldilocksField.Prime - 1];

    [Fact]
    public void ItIsArithmeticModuloThePrime()
    {
        var number = Gen.OneOf(Gen.Elements(_edges), Gen.Choose(int.MinValue, int.MaxValue).Two().Select(pair => (((ulong)(uint)pair.Item1 << 32) | (uint)pair.Item2) % GoldilocksField.Prime));
        Any.Holds(number.Two(), pair => Check(pair.Item1, pair.Item2));
        Assert.All(_edges, a => Assert.All(_edges, b => Check(a, b)));
    }

    [Fact]
    public void RootsHaveTheirOrder()
    {
        for (var order = 2; order <= 1 << 24; order *= 2)
        {
            var root = GoldilocksField.Root(order);

            Assert.Equal(GoldilocksField.Prime - 1, GoldilocksField.Power(root, (ulong)order / 2));
            Assert.Equal(1UL, GoldilocksField.Multiply(root, GoldilocksField.Inverse(root)));
        }
    }

    private static void Check(ulong a, ulong b)
    {
        Assert.Equal(((BigInteger)a + b) % GoldilocksField.Prime, GoldilocksField.Add(a, b));
        Assert.Equal(((BigInteger)a + GoldilocksField.Prime - b) % GoldilocksField.Prime, GoldilocksField.Subtract(a, b));
        Assert.Equal((BigInteger)a * b % GoldilocksField.Prime, GoldilocksField.Multiply(a, b));
    }
}
