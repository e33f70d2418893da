using System.Text;
using Mim.Core;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>A secret as Windows takes it: UTF-16 with a zero at its end, in a pinned buffer that is zeroed when disposed.</summary>
internal sealed class WideText : IDisposable
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly char[] _text;

    private WideText(int length) => _text = GC.AllocateArray<char>(length + 1, pinned: true);

    /// <summary>Without the zero.</summary>
    public ReadOnlySpan<char> Span => _text.AsSpan(0, _text.Length - 1);

    /// <param name="secret">UTF-8; stays the caller's.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: it is no text.</exception>
    public static WideText Of(KeyMaterial secret)
    {
        try
        {
            var wide = new WideText(_strict.GetCharCount(secret.Span));
            _strict.GetChars(secret.Span, wide._text);
            return wide;
        }
        catch (DecoderFallbackException)
        {
            throw new MimException(MimErrorCause.InstallFailed, "Windows takes passwords that are text, and this one is none.");
        }
    }

    /// <summary>Where it begins, for as long as this lives.</summary>
    public ref char GetPinnableReference() => ref _text[0];

    public void Dispose() => Array.Clear(_text);
}
