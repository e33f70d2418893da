namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Where a value ends whose shape nobody knows.</summary>
internal static class ValueEnd
{
    /// <summary>Length of what is quoted: to the same quote, on the same line; -1 when there is none.</summary>
    public static int Quoted(ReadOnlySpan<byte> rest, byte quote)
    {
        var end = rest.IndexOfAny(quote, (byte)'\n', (byte)'\r');
        return end >= 0 && rest[end] == quote ? end - (rest[..end] is [.., (byte)'\\'] ? 1 : 0) : -1;
    }

    /// <summary>Length of a value without quotes; -1 for one that goes on with a bracket, as calls and indices do.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="start">Where the value begins.</param>
    /// <param name="rest">From there, as far as it may go.</param>
    public static int Bare(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> rest)
    {
        var length = OctetClass.Field.RunAt(rest);
        return start + length < text.Length && "([{\"'"u8.Contains(text[start + length]) ? -1 : length;
    }
}
