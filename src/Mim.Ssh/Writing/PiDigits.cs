using System.Buffers.Binary;
using System.Numerics;

namespace Mim.Ssh.Writing;

/// <summary>The first digits of pi after the point, which Blowfish begins with: computed once, in some milliseconds, in place of a table.</summary>
internal static class PiDigits
{
    private const int Count = 18 + (4 * 256);
    private const int GuardBits = 64;
    private static readonly Lazy<uint[]> _words = new(Compute);

    /// <summary>32 bits each, the highest first.</summary>
    public static ReadOnlySpan<uint> Words => _words.Value;

    // Machin's formula: pi = 16 arctan(1/5) - 4 arctan(1/239).
    private static uint[] Compute()
    {
        var one = BigInteger.One << ((Count * 32) + GuardBits);
        var pi = ((16 * Arctangent(one, 5)) - (4 * Arctangent(one, 239))) >> GuardBits;
        var fraction = pi - ((BigInteger)3 << (Count * 32));
        var octets = new byte[Count * sizeof(uint)];
        fraction.TryWriteBytes(octets.AsSpan(octets.Length - fraction.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true);
        return [.. Enumerable.Range(0, Count).Select(index => BinaryPrimitives.ReadUInt32BigEndian(octets.AsSpan(index * sizeof(uint))))];
    }

    private static BigInteger Arctangent(BigInteger one, int inverse)
    {
        var power = one / inverse;
        var sum = power;
        var square = inverse * inverse;
        for (var divisor = 3; !power.IsZero; divisor += 2)
        {
            power /= square;
            sum += (divisor & 2) != 0 ? -(power / divisor) : power / divisor;
        }

        return sum;
    }
}
