using System.Buffers;

namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Tells what somebody or a generator chose as a secret from names, words, paths and code that stand in the same places.</summary>
internal static class ChosenValue
{
    private static readonly SearchValues<byte> _brackets = SearchValues.Create("{}()[]"u8);
    private static readonly SearchValues<byte> _signs = SearchValues.Create("!#$%^*@&~?"u8);

    /// <param name="value">Without quotes.</param>
    /// <param name="isQuoted">A value without quotes may as well be an expression.</param>
    public static bool IsSecret(ReadOnlySpan<byte> value, bool isQuoted)
    {
        if (value.IndexOfAny(" <>\\"u8) >= 0 || value.IndexOf("://"u8) >= 0 || value.IndexOf("::"u8) >= 0 || IsReference(value) || IsUuid(value)
            || NamedThing.IsMember(value) || NamedThing.IsMailAddress(value) || NamedThing.IsAlgorithm(value) || NamedThing.IsPublicKey(value))
        {
            return false;
        }

        int digits = 0, upper = 0, lower = 0, signs = 0;
        foreach (var octet in value)
        {
            switch (octet)
            {
                case >= (byte)'0' and <= (byte)'9':
                    digits++;
                    break;
                case >= (byte)'A' and <= (byte)'Z':
                    upper++;
                    break;
                case >= (byte)'a' and <= (byte)'z':
                    lower++;
                    break;
                default:
                    signs += _signs.Contains(octet) ? 1 : 0;
                    break;
            }
        }

        var letters = upper + lower;
        return letters > 0 && (digits > 1 || (digits == 1 && signs > 0) || (digits == 1 && IsShort(value, upper, lower))
            || (signs > 0 && upper > 0 && lower > 0 && isQuoted))
            && !IsWords(value);
    }

    // One digit makes a password of a word, but names in programs have one too: those have capitals within, or joints.
    private static bool IsShort(ReadOnlySpan<byte> value, int upper, int lower) =>
        value.Length <= 16 && (upper == 0 || lower == 0 || value[0] is >= (byte)'A' and <= (byte)'Z' && upper == 1) && value.IndexOfAny("-_./:"u8) < 0;

    // What names another setting, a variable, a property or a path.
    private static bool IsReference(ReadOnlySpan<byte> value) =>
        value[0] is (byte)'$' or (byte)'/' or (byte)'.' or (byte)'%' or (byte)'@' or (byte)'#' or (byte)':' or (byte)'&'
        || value.ContainsAny(_brackets) || value.StartsWith("urn:"u8) || value.StartsWith("arn:"u8);

    // Most of those name something and open nothing.
    private static bool IsUuid(ReadOnlySpan<byte> value) =>
        value.Length == 36 && value[8] == '-' && value[13] == '-' && value[18] == '-' && value[23] == '-' && OctetClass.Hexadecimal.RunAt(value) == 8;

    // Words, whole numbers and versions joined by signs: my-secret-2, auth.token.label, 2024-01-31.
    private static bool IsWords(ReadOnlySpan<byte> value)
    {
        foreach (var piece in value.SplitAny((byte)'-', (byte)'_', (byte)'.', (byte)'/', (byte)':', (byte)'=', (byte)'+', (byte)'|'))
        {
            if (!IsWord(value[piece]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWord(ReadOnlySpan<byte> piece)
    {
        if (!piece.ContainsAnyInRange((byte)'0', (byte)'9'))
        {
            return !piece.ContainsAny(_signs);
        }

        // A number, with a unit of one letter or not.
        var end = piece.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 || (end > 0 && end == piece.Length - 1);
    }
}
