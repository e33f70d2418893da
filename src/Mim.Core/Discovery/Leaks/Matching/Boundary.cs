namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Where one word ends and a value can begin.</summary>
internal static class Boundary
{
    /// <summary>Whether a value can begin here: at the beginning, after no letter or digit, or after an escape that ends in one.</summary>
    public static bool IsBefore(ReadOnlySpan<byte> text, int at) =>
        at == 0 || !OctetClass.Alphanumeric.Contains(text[at - 1]) || IsAfterEscape(text[..at]);

    /// <summary>Whether this ends with an escape of one letter: \n, \r or \t.</summary>
    public static bool IsEscape(ReadOnlySpan<byte> before) => before is [.., (byte)'\\', (byte)'n' or (byte)'r' or (byte)'t'];

    // \n in a string of a program or of JSON, %3D in a URL, \u003d in JSON.
    private static bool IsAfterEscape(ReadOnlySpan<byte> before) =>
        IsEscape(before)
        || (before is [.., (byte)'%', _, _] && OctetClass.Hexadecimal.RunBefore(before[^2..]) == 2)
        || (before is [.., (byte)'\\', (byte)'u', _, _, _, _] && OctetClass.Hexadecimal.RunBefore(before[^4..]) == 4);
}
