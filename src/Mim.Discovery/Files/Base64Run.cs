using System.Buffers;
using System.Buffers.Text;
using Mim.Core.Sealing;

namespace Mim.Discovery.Files;

/// <summary>Base64 in one piece within other text.</summary>
internal static class Base64Run
{
    public static readonly SearchValues<byte> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    /// <summary>What is encoded, in a buffer that zeroes itself; null when it is no base64. White space is passed over.</summary>
    public static KeyMaterial? Decode(ReadOnlySpan<byte> text)
    {
        using var buffer = new KeyMaterial(Base64.GetMaxDecodedFromUtf8Length(text.Length) + 3);
        return Base64.DecodeFromUtf8(text, buffer.Span, out _, out var written) == OperationStatus.Done
            ? KeyMaterial.CopyOf(buffer.Span[..written])
            : null;
    }

    /// <inheritdoc cref="Decode(ReadOnlySpan{byte})"/>
    public static KeyMaterial? Decode(string text)
    {
        using var buffer = new KeyMaterial((text.Length / 4 * 3) + 3);
        return Convert.TryFromBase64String(text, buffer.Span, out var written) ? KeyMaterial.CopyOf(buffer.Span[..written]) : null;
    }
}
