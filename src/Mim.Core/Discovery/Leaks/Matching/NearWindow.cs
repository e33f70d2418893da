namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>
/// What was looked through after the keywords of one rule in one text. Windows of keywords close together overlap; what an earlier one
/// showed is not looked at again, so that the work grows with the text and not with the number of its keywords.
/// </summary>
internal sealed class NearWindow
{
    private int _to;

    /// <summary>Octets looked at so far.</summary>
    public long Looked { get; private set; }

    /// <summary>Sign of the last setting that held a secret.</summary>
    public int FoundAt { get; set; } = -1;

    /// <summary>That secret.</summary>
    public OctetRange Found { get; set; }

    /// <summary>The next sign that gives a setting its value and was not seen before; negative when there is none.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="from">Where the window begins.</param>
    /// <param name="end">Where it ends.</param>
    public int Next(ReadOnlySpan<byte> text, int from, int end)
    {
        var start = Math.Max(from, _to);
        if (start >= end)
        {
            return -1;
        }

        var sign = text[start..end].IndexOfAny((byte)'=', (byte)':');
        _to = sign < 0 ? end : start + sign + 1;
        Looked += _to - start;
        return sign < 0 ? -1 : start + sign;
    }
}
