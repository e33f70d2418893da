using Mim.Core;

namespace Mim.Inventory.Stores;

/// <summary>Hexadecimal as people paste it: colons, spaces and case do not count.</summary>
internal static class HexText
{
    public static string Normalize(string text, string what)
    {
        var hex = text.Replace(":", string.Empty, StringComparison.Ordinal)
            .Replace(" ", string.Empty, StringComparison.Ordinal)
            .ToUpperInvariant();
        return hex.Length is > 0 and <= 1024 && hex.All(char.IsAsciiHexDigit)
            ? hex
            : throw new MimException(MimErrorCause.InvalidArgument, $"{what} '{text}' is not hexadecimal.", text);
    }

    /// <summary>What hexadecimal digits stand for; nothing when they are none, which no digest equals.</summary>
    public static byte[] Bytes(string text) =>
        text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : [];

    /// <summary>A number without leading zeros, made even, and with the zero octet that keeps DER integers positive.</summary>
    public static string[] Spellings(string text, string what)
    {
        var digits = Normalize(text, what).TrimStart('0');
        return [digits, $"0{digits}", $"00{digits}"];
    }
}
