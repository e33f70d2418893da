namespace Mim.Core.Discovery.Leaks.Checks;

/// <summary>
/// Tokens as GitHub and npm make them, and we: a prefix with an underscore, random letters and digits, and six more that are the CRC-32 of
/// those in base 62.
/// </summary>
internal static class TokenChecksum
{
    public const int Length = 6;

    private const uint Polynomial = 0xEDB88320;

    /// <summary>ASCII, the least first.</summary>
    public static ReadOnlySpan<byte> Digits => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8;

    public static bool IsRight(ReadOnlySpan<byte> token)
    {
        var random = token[(token.LastIndexOf((byte)'_') + 1)..];
        if (random.Length <= Length)
        {
            return false;
        }

        Span<byte> sum = stackalloc byte[Length];
        Write(random[..^Length], sum);
        return random.EndsWith(sum);
    }

    /// <param name="random">What is summed.</param>
    /// <param name="sum">Six octets for the checksum.</param>
    public static void Write(ReadOnlySpan<byte> random, Span<byte> sum)
    {
        var rest = Crc32(random);
        for (var index = 1; index <= Length; index++, rest /= (uint)Digits.Length)
        {
            sum[^index] = Digits[(int)(rest % (uint)Digits.Length)];
        }
    }

    /// <summary>CRC-32 of ISO 3309.</summary>
    public static uint Crc32(ReadOnlySpan<byte> octets)
    {
        var sum = uint.MaxValue;
        foreach (var octet in octets)
        {
            sum ^= octet;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ (Polynomial & (0 - (sum & 1)));
            }
        }

        return ~sum;
    }
}
