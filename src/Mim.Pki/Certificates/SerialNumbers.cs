using System.Numerics;

namespace Mim.Pki.Certificates;

/// <summary>Serial numbers as text: upper-case hexadecimal without leading zero octets, strangers' negative ones with a sign.</summary>
internal static class SerialNumbers
{
    public static string Format(ReadOnlySpan<byte> integer)
    {
        if ((integer[0] & 0x80) != 0)
        {
            var magnitude = -new BigInteger(integer, isBigEndian: true);
            return "-" + Convert.ToHexString(magnitude.ToByteArray(isUnsigned: true, isBigEndian: true));
        }

        return Convert.ToHexString(integer.Length > 1 && integer[0] == 0 ? integer[1..] : integer);
    }

    /// <summary>The octets of the number: two's complement, big-endian.</summary>
    /// <exception cref="FormatException">The text is not hexadecimal.</exception>
    public static byte[] Parse(string text)
    {
        var isNegative = text.StartsWith('-');
        var octets = Convert.FromHexString(isNegative ? text.AsSpan(1) : text);
        if (octets.Length == 0)
        {
            throw new FormatException();
        }

        var number = new BigInteger(octets, isUnsigned: true, isBigEndian: true);
        return (isNegative ? -number : number).ToByteArray(isBigEndian: true);
    }
}
