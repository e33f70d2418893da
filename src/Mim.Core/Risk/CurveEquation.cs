using System.Globalization;
using System.Numerics;

namespace Mim.Core.Risk;

/// <summary>y² = x³ − 3x + b over a prime field: the NIST curves (FIPS 186-4 appendix D.1.2).</summary>
internal sealed class CurveEquation
{
    private readonly BigInteger _prime;
    private readonly BigInteger _b;
    private readonly int _length;

    private CurveEquation(BigInteger prime, string b)
    {
        _prime = prime;
        _b = BigInteger.Parse("0" + b, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        _length = ((int)prime.GetBitLength() + 7) / 8;
    }

    private static CurveEquation P256 { get; } = new(
        Power(256) - Power(224) + Power(192) + Power(96) - 1,
        "5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B");

    private static CurveEquation P384 { get; } = new(
        Power(384) - Power(128) - Power(96) + Power(32) - 1,
        "B3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF");

    private static CurveEquation P521 { get; } = new(
        Power(521) - 1,
        "051953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109E156193951EC7E937B1652C0BD3BB1BF073573DF883D2C34F1EF451FD46B503F00");

    /// <summary>Null for other curves.</summary>
    public static CurveEquation? Find(string? oid) => oid switch
    {
        "1.2.840.10045.3.1.7" => P256,
        "1.3.132.0.34" => P384,
        "1.3.132.0.35" => P521,
        _ => null,
    };

    /// <summary>Whether the encoded point (SEC 1 section 2.3.3), plain or compressed, lies on the curve.</summary>
    public bool Holds(ReadOnlySpan<byte> point)
    {
        if (point.Length == 1 + (2 * _length) && point[0] == 4)
        {
            var y = Number(point[(1 + _length)..]);
            return y < _prime && SquareAt(point.Slice(1, _length)) is { } square && (y * y) % _prime == square;
        }

        // Compressed: Euler's criterion tells whether there is a y.
        return point.Length == 1 + _length && point[0] is 2 or 3
            && SquareAt(point[1..]) is { } candidate && BigInteger.ModPow(candidate, (_prime - 1) / 2, _prime).IsOne;
    }

    private BigInteger? SquareAt(ReadOnlySpan<byte> octets)
    {
        var x = Number(octets);
        return x < _prime ? ((((x * x) - 3 + _prime) * x) + _b) % _prime : null;
    }

    private static BigInteger Number(ReadOnlySpan<byte> octets) => new(octets, isUnsigned: true, isBigEndian: true);

    private static BigInteger Power(int exponent) => BigInteger.One << exponent;
}
