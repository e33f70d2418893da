namespace Mim.Core.Discovery.Leaks.Checks;

/// <summary>
/// Tokens as GitHub and npm make them: a prefix with an underscore, random letters and digits, and six more that are the CRC-32 of
/// those in base 62.
/// </summary>
internal static class TokenChecksum
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Length = 6;
    private const uint Polynomial = 0xEDB88320;

    public static bool IsRight(ReadOnlySpan<byte> token)
    {
        var random = token[(token.LastIndexOf((byte)'_') + 1)..];
        if (random.Length <= Length)
        {
            return false;
        }

        var sum = Crc32(random[..^Length]);
        for (var index = 1; index <= Length; index++, sum /= (uint)Digits.Length)
        {
            if (random[^index] != Digits[(int)(sum % (uint)Digits.Length)])
            {
                return false;
            }
        }

        return true;
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
