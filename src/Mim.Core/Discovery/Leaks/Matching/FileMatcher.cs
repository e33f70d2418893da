namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Files that are a secret as a whole, by octets near their beginning.</summary>
/// <param name="offset">Where those are.</param>
/// <param name="mark">What they are.</param>
internal sealed class FileMatcher(int offset, byte[] mark) : ISecretMatcher
{
    public int Offset => offset;

    /// <summary>Whether a file that begins so is one.</summary>
    public bool IsBeginning(ReadOnlySpan<byte> head) =>
        head.Length >= offset + mark.Length && head.Slice(offset, mark.Length).SequenceEqual(mark);

    public OctetRange Match(ReadOnlySpan<byte> text, OctetRange keyword) =>
        keyword.Start == offset ? new OctetRange(0, text.Length) : OctetRange.None;
}
