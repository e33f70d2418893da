namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Private keys between <c>-----BEGIN</c> and <c>-----END</c> (RFC 7468), also where line ends are escaped.</summary>
/// <param name="label">What stands before <c>PRIVATE KEY</c>, with a space after it; empty for nothing.</param>
/// <param name="isEncrypted">Whether a header says that a passphrase guards it; null for either.</param>
internal sealed class PemMatcher(byte[] label, bool? isEncrypted) : ISecretMatcher
{
    private const int LongestKey = 24 << 10;
    private const int LeastOctets = 56;

    private static ReadOnlySpan<byte> Begin => "-----BEGIN "u8;

    /// <summary>No body has these, so that the first of them end it.</summary>
    private static ReadOnlySpan<byte> Dashes => "-----"u8;

    private static ReadOnlySpan<byte> End => "-----END "u8;

    public OctetRange Match(ReadOnlySpan<byte> text, OctetRange keyword)
    {
        var before = text[..keyword.Start];
        if (!before.EndsWith(label) || !before[..^label.Length].EndsWith(Begin))
        {
            return OctetRange.None;
        }

        var body = text[keyword.End..];
        body = body[..Math.Min(body.Length, LongestKey)];
        var end = body.IndexOf(Dashes);
        if (end < 0 || !body[end..].StartsWith(End) || CountOctets(body[..end]) < LeastOctets
            || (isEncrypted is { } expected && IsEncrypted(body[..end]) != expected))
        {
            return OctetRange.None;
        }

        var start = keyword.Start - label.Length - Begin.Length;
        return new OctetRange(start, keyword.End + end - start);
    }

    private static bool IsEncrypted(ReadOnlySpan<byte> body) => body.IndexOf("ENCRYPTED"u8) >= 0;

    private static int CountOctets(ReadOnlySpan<byte> body)
    {
        var count = 0;
        foreach (var octet in body)
        {
            count += OctetClass.Base64.Contains(octet) ? 1 : 0;
        }

        return count;
    }
}
