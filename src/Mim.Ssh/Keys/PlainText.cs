using System.Text;

namespace Mim.Ssh.Keys;

/// <summary>Text of strangers as it may be shown: without what would steer a terminal.</summary>
internal static class PlainText
{
    private const char Replacement = '\uFFFD';

    public static string Of(ReadOnlySpan<byte> utf8) => string.Create(
        Encoding.UTF8.GetCharCount(utf8),
        utf8,
        static (text, octets) =>
        {
            Encoding.UTF8.GetChars(octets, text);
            foreach (ref var character in text)
            {
                character = char.IsControl(character) ? Replacement : character;
            }
        });
}
