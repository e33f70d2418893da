using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Mim.Core.Sealing;

namespace Mim.Pki.Pem;

/// <summary>Finds PEM blocks in one pass, whatever lies around them.</summary>
internal static class PemReader
{
    private const int LongestLabel = 64;

    private static ReadOnlySpan<byte> Begin => "-----BEGIN "u8;

    private static ReadOnlySpan<byte> End => "-----END "u8;

    private static ReadOnlySpan<byte> Hyphens => "-----"u8;

    public static bool LooksLikePem(ReadOnlySpan<byte> content) => content.IndexOf(Begin) >= 0;

    /// <summary>The blocks with one of <paramref name="labels"/>; text about other blocks may be as broken as it likes.</summary>
    /// <exception cref="FormatException">A block does not end, or not as it began.</exception>
    public static IEnumerable<PemBlock> Read(ReadOnlyMemory<byte> content, IReadOnlySet<string> labels)
    {
        for (var rest = content; rest.Span.IndexOf(Begin) is var begin and >= 0;)
        {
            rest = rest[(begin + Begin.Length)..];
            var labelLength = rest.Span[..Math.Min(rest.Length, LongestLabel + Hyphens.Length)].IndexOf(Hyphens);
            var label = labelLength < 0 ? string.Empty : Encoding.ASCII.GetString(rest.Span[..labelLength]);
            if (!labels.Contains(label))
            {
                continue;
            }

            rest = rest[(labelLength + Hyphens.Length)..];
            var bodyLength = rest.Span.IndexOf(Hyphens);
            if (bodyLength < 0 || !IsEnd(rest.Span[bodyLength..], label))
            {
                throw new FormatException($"the PEM block '{label}' does not end");
            }

            yield return Split(label, rest[..bodyLength]);
            rest = rest[(bodyLength + End.Length + label.Length + Hyphens.Length)..];
        }
    }

    /// <summary>The octets of a block, in a buffer that zeroes itself: any block may be a key.</summary>
    /// <exception cref="FormatException">It is not base64.</exception>
    public static KeyMaterial Decode(PemBlock block)
    {
        using var buffer = new KeyMaterial(Base64.GetMaxDecodedFromUtf8Length(block.Body.Length) + 3);
        var status = Base64.DecodeFromUtf8(block.Body.Span, buffer.Span, out _, out var written);
        return status == OperationStatus.Done && written > 0
            ? KeyMaterial.CopyOf(buffer.Span[..written])
            : throw new FormatException($"the PEM block '{block.Label}' is not base64");
    }

    private static bool IsEnd(ReadOnlySpan<byte> text, string label) =>
        text.StartsWith(End) && text[End.Length..].StartsWith(Encoding.ASCII.GetBytes(label))
        && text[(End.Length + label.Length)..].StartsWith(Hyphens);

    // Headers end with an empty line (RFC 1421 section 4.4); a colon is in no base64.
    private static PemBlock Split(string label, ReadOnlyMemory<byte> body)
    {
        var colon = body.Span.LastIndexOf((byte)':');
        if (colon < 0)
        {
            return new PemBlock(label, string.Empty, body);
        }

        var lineEnd = body.Span[colon..].IndexOf((byte)'\n');
        return lineEnd < 0
            ? throw new FormatException($"the PEM block '{label}' has headers only")
            : new PemBlock(label, Encoding.ASCII.GetString(body.Span[..(colon + lineEnd)]), body[(colon + lineEnd)..]);
    }
}
