using System.Numerics;

namespace Mim.Pki.Signatures;

/// <summary>A point of edwards25519 in extended coordinates (RFC 8032 section 5.1.4).</summary>
internal sealed class EdwardsPoint
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D = Reduce(-121665 * Invert(121666));
    private static readonly BigInteger RootOfMinusOne = BigInteger.ModPow(2, (P - 1) / 4, P);

    private readonly BigInteger _x;
    private readonly BigInteger _y;
    private readonly BigInteger _z;
    private readonly BigInteger _t;

    private EdwardsPoint(BigInteger x, BigInteger y, BigInteger z, BigInteger t)
    {
        _x = x;
        _y = y;
        _z = z;
        _t = t;
    }

    /// <summary>The generator: y is 4/5 and x is even (section 5.1).</summary>
    public static EdwardsPoint Base { get; } = FromY(Reduce(4 * Invert(5)), isOdd: false)!;

    /// <summary>Null when the octets are not a point (section 5.1.3).</summary>
    public static EdwardsPoint? Decode(ReadOnlySpan<byte> octets)
    {
        Span<byte> number = stackalloc byte[32];
        octets.CopyTo(number);
        number[31] &= 0x7F;
        var y = new BigInteger(number, isUnsigned: true);
        return y < P ? FromY(y, isOdd: (octets[31] & 0x80) != 0) : null;
    }

    public EdwardsPoint Add(EdwardsPoint other)
    {
        var a = (_y - _x) * (other._y - other._x);
        var b = (_y + _x) * (other._y + other._x);
        var c = Reduce(2 * _t * other._t) * D;
        var d = 2 * _z * other._z;
        return Combine(Reduce(b - a), Reduce(d - c), Reduce(d + c), Reduce(b + a));
    }

    public EdwardsPoint Multiply(BigInteger scalar)
    {
        var result = new EdwardsPoint(0, 1, 1, 0);
        for (var bit = (int)scalar.GetBitLength() - 1; bit >= 0; bit--)
        {
            result = result.Double();
            if (!((scalar >> bit) & 1).IsZero)
            {
                result = result.Add(this);
            }
        }

        return result;
    }

    public bool Equals(EdwardsPoint other) =>
        Reduce((_x * other._z) - (other._x * _z)).IsZero && Reduce((_y * other._z) - (other._y * _z)).IsZero;

    private EdwardsPoint Double()
    {
        var a = _x * _x;
        var b = _y * _y;
        var h = Reduce(a + b);
        var e = Reduce(h - ((_x + _y) * (_x + _y)));
        var g = Reduce(a - b);
        return Combine(e, Reduce((2 * _z * _z) + g), g, h);
    }

    private static EdwardsPoint Combine(BigInteger e, BigInteger f, BigInteger g, BigInteger h) =>
        new(Reduce(e * f), Reduce(g * h), Reduce(f * g), Reduce(e * h));

    private static EdwardsPoint? FromY(BigInteger y, bool isOdd)
    {
        var square = Reduce(((y * y) - 1) * Invert(Reduce((D * y * y) + 1)));
        var x = BigInteger.ModPow(square, (P + 3) / 8, P);
        if (!Reduce((x * x) - square).IsZero)
        {
            x = Reduce(x * RootOfMinusOne);
        }

        if (!Reduce((x * x) - square).IsZero || (x.IsZero && isOdd))
        {
            return null;
        }

        x = x.IsEven == isOdd ? P - x : x;
        return new EdwardsPoint(x, y, 1, Reduce(x * y));
    }

    private static BigInteger Invert(BigInteger number) => BigInteger.ModPow(number, P - 2, P);

    private static BigInteger Reduce(BigInteger number)
    {
        var rest = number % P;
        return rest.Sign < 0 ? rest + P : rest;
    }
}
