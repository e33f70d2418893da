namespace Mim.Core.Discovery.Leaks.Checks;

/// <summary>What random text of some length has, and words do not.</summary>
internal static class MixedText
{
    public static bool HasLettersAndDigits(ReadOnlySpan<byte> value) => HasDigit(value) && (HasLower(value) || HasUpper(value));

    public static bool HasCapitalsLettersAndDigits(ReadOnlySpan<byte> value) => HasDigit(value) && HasLower(value) && HasUpper(value);

    /// <summary>At least an eighth digits: names with a number in them have fewer.</summary>
    public static bool HasManyDigitsAndLetters(ReadOnlySpan<byte> value)
    {
        var digits = 0;
        foreach (var octet in value)
        {
            digits += octet is >= (byte)'0' and <= (byte)'9' ? 1 : 0;
        }

        return digits * 8 >= value.Length && (HasLower(value) || HasUpper(value));
    }

    private static bool HasDigit(ReadOnlySpan<byte> value) => value.ContainsAnyInRange((byte)'0', (byte)'9');

    private static bool HasLower(ReadOnlySpan<byte> value) => value.ContainsAnyInRange((byte)'a', (byte)'z');

    private static bool HasUpper(ReadOnlySpan<byte> value) => value.ContainsAnyInRange((byte)'A', (byte)'Z');
}
