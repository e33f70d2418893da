using System.Text;

namespace Mim.Core.Discovery.Leaks.Keywords;

/// <summary>Octets that must be there before a rule is tried, as they are or as an encoding shows them.</summary>
/// <param name="Octets">At least four.</param>
/// <param name="IgnoresCase">Of ASCII letters.</param>
/// <param name="Encoding">What they are written in.</param>
/// <param name="Lead">Of base64: how many characters before them begin with a whole group.</param>
internal sealed record Keyword(byte[] Octets, bool IgnoresCase, SecretEncoding Encoding, int Lead)
{
    public const int LeastLength = 4;

    public static Keyword Plain(string text, bool ignoresCase) =>
        new(System.Text.Encoding.Latin1.GetBytes(text), ignoresCase, SecretEncoding.Plain, 0);

    public bool IsAt(ReadOnlySpan<byte> text) => text.Length >= Octets.Length
        && (IgnoresCase ? Ascii.EqualsIgnoreCase(text[..Octets.Length], Octets) : text.StartsWith(Octets));
}
