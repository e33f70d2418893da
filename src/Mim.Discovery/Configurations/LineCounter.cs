namespace Mim.Discovery.Configurations;

/// <summary>Numbers the lines of a text for offsets that only grow.</summary>
internal sealed class LineCounter(string text)
{
    private int _line = 1;
    private int _at;

    /// <summary>From 1.</summary>
    public int At(int offset)
    {
        _line += text.AsSpan(_at..offset).Count('\n');
        _at = offset;
        return _line;
    }
}
