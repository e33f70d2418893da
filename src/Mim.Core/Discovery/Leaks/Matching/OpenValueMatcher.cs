namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Settings whose value may be anything a person can type: passwords and the like.</summary>
/// <param name="lengths">In octets.</param>
/// <param name="any">Whether the name alone says enough: then the value is not judged by its looks.</param>
internal sealed class OpenValueMatcher((int Least, int Most) lengths, bool any) : ISecretMatcher
{
    public OctetRange Match(ReadOnlySpan<byte> text, OctetRange keyword)
    {
        if ((!any && SecretName.IsOfOther(text, keyword)) || !Assignment.TryFind(text, keyword, out var value))
        {
            return OctetRange.None;
        }

        var rest = text[value.Start..];
        rest = rest[..Math.Min(rest.Length, lengths.Most + 1)];
        var length = value.Quote != 0 ? ValueEnd.Quoted(rest, value.Quote) : ValueEnd.Bare(text, value.Start, rest);
        return length >= lengths.Least && length <= lengths.Most
            && (value.Quote != 0 || !(IsSentence(text, value.Start, length) || IsExpression(text, value.Start, length)))
            && (any ? rest[0] is not ((byte)'$' or (byte)'%' or (byte)'{') : ChosenValue.IsSecret(rest[..length], value.Quote != 0))
            ? new OctetRange(value.Start, length)
            : OctetRange.None;
    }

    // What a program goes on after is its own, and no value of a file of settings.
    private static bool IsExpression(ReadOnlySpan<byte> text, int start, int length) =>
        start + length < text.Length && ",;)"u8.Contains(text[start + length]) && NamedThing.IsProperty(text.Slice(start, length));

    // Name: word goes on – a sentence, where only the colon looks like a setting.
    private static bool IsSentence(ReadOnlySpan<byte> text, int start, int length)
    {
        var after = text[(start + length)..];
        return text[..start].TrimEnd((byte)' ') is [.., (byte)':'] && after.Length > 1 && after[0] == ' ' && OctetClass.Alphanumeric.Contains(after[1]);
    }
}
