using System.Numerics;

namespace Mim.Discovery.Network.Tls;

/// <summary>
/// The curves of RFC 7748, which the base library does not have. Takes a few milliseconds, and a time that depends on the key: good
/// for looking at what servers show that want nothing else, and for nothing that is to stay secret.
/// </summary>
internal sealed class MontgomeryCurve
{
    private readonly BigInteger _prime;
    private readonly int _bits;
    private readonly int _a24;

    /// <param name="prime">Of the field.</param>
    /// <param name="bits">How many it has.</param>
    /// <param name="a24">(A - 2) / 4, of section 5.</param>
    /// <param name="start">The coordinate u of the base point.</param>
    private MontgomeryCurve(BigInteger prime, int bits, int a24, byte start)
    {
        (_prime, _bits, _a24) = (prime, bits, a24);
        Size = (bits + 7) / 8;
        Base = new byte[Size];
        Base[0] = start;
    }

    public static MontgomeryCurve X25519 { get; } = new(BigInteger.Pow(2, 255) - 19, 255, 121665, 9);

    public static MontgomeryCurve X448 { get; } = new(BigInteger.Pow(2, 448) - BigInteger.Pow(2, 224) - 1, 448, 39081, 5);

    /// <summary>Of scalars and coordinates, in octets.</summary>
    public int Size { get; }

    public byte[] Base { get; }

    /// <summary>X25519 and X448 of section 5.</summary>
    /// <param name="scalar">Any octets; little-endian, as all here.</param>
    /// <param name="coordinate">Of a point, u.</param>
    public byte[] Multiply(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> coordinate)
    {
        var k = new BigInteger(scalar, isUnsigned: true);
        k = (k & ((BigInteger.One << (_bits - 1)) - (_bits == 255 ? 8 : 4))) | (BigInteger.One << (_bits - 1));
        var u = (new BigInteger(coordinate, isUnsigned: true) & ((BigInteger.One << _bits) - 1)) % _prime;
        var (x2, z2, x3, z3) = (BigInteger.One, BigInteger.Zero, u, BigInteger.One);
        for (var bit = _bits - 1; bit >= 0; bit--)
        {
            var isSet = !((k >> bit) & 1).IsZero;
            (x2, z2, x3, z3) = isSet ? Step(u, x3, z3, x2, z2) : Step(u, x2, z2, x3, z3);
            if (isSet)
            {
                (x2, z2, x3, z3) = (x3, z3, x2, z2);
            }
        }

        var result = new byte[Size];
        (x2 * BigInteger.ModPow(z2, _prime - 2, _prime) % _prime).TryWriteBytes(result, out _, isUnsigned: true);
        return result;
    }

    // One step of the ladder; differences are negative here, which products and remainders keep right.
    private (BigInteger X2, BigInteger Z2, BigInteger X3, BigInteger Z3) Step(
        BigInteger u, BigInteger x2, BigInteger z2, BigInteger x3, BigInteger z3)
    {
        var (a, b) = (x2 + z2, x2 - z2);
        var (aa, bb) = (a * a % _prime, b * b % _prime);
        var e = aa - bb;
        var (da, cb) = ((x3 - z3) * a % _prime, (x3 + z3) * b % _prime);
        var difference = da - cb;
        return (Positive(aa * bb), Positive(e * (aa + (_a24 * e))), Positive((da + cb) * (da + cb)), Positive(u * (difference * difference % _prime)));
    }

    private BigInteger Positive(BigInteger value)
    {
        var rest = value % _prime;
        return rest.Sign < 0 ? rest + _prime : rest;
    }
}
