using System.Buffers;
using System.Buffers.Text;
using Mim.Core.Sealing;

namespace Mim.Pki.Containers;

/// <summary>
/// The base64 of a PEM block as it lies in other text: indented, commented, with line breaks written as escapes of JSON, XML or a
/// programming language, or cut into several strings.
/// </summary>
internal ref struct EmbeddedBase64
{
    private const int LongestEntity = 8;
    private static readonly SearchValues<byte> Ignored = SearchValues.Create(" \t\r\n#*>|"u8);
    private static readonly SearchValues<byte> BetweenStrings = SearchValues.Create(" \t\r\n+,.&()\\"u8);
    private static readonly SearchValues<byte> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    private readonly ReadOnlySpan<byte> _text;
    private readonly Span<byte> _base64;
    private int _length;

    private EmbeddedBase64(ReadOnlySpan<byte> text, Span<byte> base64)
    {
        _text = text;
        _base64 = base64;
    }

    /// <summary>Reads on from a BEGIN line as far as there is base64.</summary>
    /// <param name="text">From the end of that line.</param>
    /// <param name="isLong">Whether there is so much that it is meant to be a certificate, decoded or not.</param>
    /// <param name="consumed">Octets of the text that were read.</param>
    /// <returns>What was encoded, in a buffer that zeroes itself; null when it is no base64.</returns>
    public static KeyMaterial? Decode(ReadOnlySpan<byte> text, out bool isLong, out int consumed)
    {
        const int Meant = 64;
        var end = text.IndexOf("-----"u8);
        using var buffer = new KeyMaterial(end < 0 ? text.Length : end);
        var reader = new EmbeddedBase64(text[..buffer.Length], buffer.Span);
        consumed = reader.Collect();
        var base64 = buffer.Span[..reader._length];
        isLong = base64.Length >= Meant && base64[0] == 'M';
        var status = Base64.DecodeFromUtf8InPlace(base64, out var written);
        return status == OperationStatus.Done && written > 0 ? KeyMaterial.CopyOf(base64[..written]) : null;
    }

    private int Collect()
    {
        var at = 0;
        while (at < _text.Length && Step(at) is > 0 and var step)
        {
            at += step;
        }

        return at;
    }

    // How many octets one element takes; 0 where the base64 ends.
    private int Step(int at)
    {
        var value = _text[at];
        if (Alphabet.Contains(value))
        {
            _base64[_length++] = value;
            return 1;
        }

        return value switch
        {
            (byte)'\\' => Escape(at),
            (byte)'"' or (byte)'\'' or (byte)'`' => NextString(at),
            (byte)'&' => Entity(at),
            _ => Ignored.Contains(value) ? 1 : 0,
        };
    }

    // Text may have gone through several encoders, each of which doubled the backslashes.
    private int Escape(int at)
    {
        var rest = _text[at..].TrimStart((byte)'\\');
        var slashes = _text.Length - at - rest.Length;
        if (rest.IsEmpty)
        {
            return slashes;
        }

        switch (rest[0])
        {
            case (byte)'n' or (byte)'r' or (byte)'t':
                return slashes + 1;
            case (byte)'u' when rest.Length > 4 && Utf8Parser.TryParse(rest[1..5], out ushort code, out var read, 'x') && read == 4:
                if (code < 128 && Alphabet.Contains((byte)code))
                {
                    _base64[_length++] = (byte)code;
                }

                return slashes + 5;
            default:
                return slashes;
        }
    }

    // The string ends here, and its next part may begin after an operator.
    private readonly int NextString(int at)
    {
        var rest = _text[(at + 1)..];
        var between = rest.IndexOfAnyExcept(BetweenStrings);
        return between >= 0 && rest[between] == _text[at] ? between + 2 : 0;
    }

    private readonly int Entity(int at)
    {
        var end = _text.Slice(at, Math.Min(LongestEntity, _text.Length - at)).IndexOf((byte)';');
        return end + 1;
    }
}
