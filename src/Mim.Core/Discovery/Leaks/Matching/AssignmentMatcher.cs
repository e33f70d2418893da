namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Secrets that only the name of the setting tells which they are given to.</summary>
/// <param name="pattern">What the value looks like.</param>
internal sealed class AssignmentMatcher(SecretPattern pattern) : ISecretMatcher
{
    public OctetRange Match(ReadOnlySpan<byte> text, OctetRange keyword)
    {
        if (!Assignment.TryFind(text, keyword, out var value))
        {
            return OctetRange.None;
        }

        var length = pattern.Match(text[value.Start..]);
        return length < 0 ? OctetRange.None : new OctetRange(value.Start, length);
    }
}
