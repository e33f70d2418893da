using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using Mim.Core.Discovery.Leaks.Matching;
using Mim.Core.Sealing;

namespace Mim.Core.Discovery.Leaks.Scanning;

/// <summary>Commands as <c>pwsh -EncodedCommand</c> takes them: base64 of UTF-16.</summary>
internal static class EncodedCommand
{
    private const int LeastRun = 24;

    /// <summary>No command line is longer.</summary>
    private const int LongestRun = 64 << 10;

    /// <summary>What is left of <c>-EncodedCommand</c> after what was seen of it.</summary>
    private const int LongestOption = 16;

    /// <summary>What can stand between an option and its value.</summary>
    private static readonly SearchValues<byte> _joints = SearchValues.Create(" \t:=\"'"u8);

    /// <summary>What it says as UTF-8, which the caller disposes; null when what follows the option is none.</summary>
    /// <param name="text">Around it.</param>
    /// <param name="at">The end of what was seen of the option.</param>
    /// <param name="place">Where the command lies.</param>
    public static KeyMaterial? Decode(ReadOnlySpan<byte> text, int at, out OctetRange place)
    {
        place = default;
        var rest = text[at..Math.Min(text.Length, at + LongestRun)];

        // Without a joint it is another word, of which there may be many in one run.
        var start = _joints.Contains(text[at - 1]) ? 0 : rest[..Math.Min(rest.Length, LongestOption)].IndexOfAny(_joints);
        if (start < 0)
        {
            return null;
        }

        start = rest[start..].IndexOfAnyExcept(_joints) is >= 0 and var blanks ? start + blanks : rest.Length;
        var run = rest.Slice(start, OctetClass.Base64.RunAt(rest[start..]));
        run = run[..(run.Length & ~3)];
        if (run.Length < LeastRun)
        {
            return null;
        }

        place = new OctetRange(at + start, run.Length);
        using var octets = new KeyMaterial(run.Length);
        Base64.DecodeFromUtf8(run, octets.Span, out _, out var length);
        var characters = MemoryMarshal.Cast<byte, char>(octets.Span[..(length & ~1)]);
        return characters.Length == 0 || characters.ContainsAnyExceptInRange('\t', '~') ? null : ToUtf8(characters);
    }

    private static KeyMaterial ToUtf8(ReadOnlySpan<char> characters)
    {
        var text = new KeyMaterial(Encoding.UTF8.GetByteCount(characters));
        Encoding.UTF8.GetBytes(characters, text.Span);
        return text;
    }
}
