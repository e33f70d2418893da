using System.Text;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Writing;

/// <summary>Public keys and certificates as text.</summary>
internal static class PublicText
{
    private const int LineLength = 70;

    /// <summary>One line, as .pub files have it.</summary>
    public static string Line(ReadOnlySpan<byte> blob, string comment)
    {
        var type = Encoding.ASCII.GetString(new SshWireReader(blob).Text());
        return $"{type} {Convert.ToBase64String(blob)}{(comment.Length == 0 ? "" : " ")}{comment}\n";
    }

    /// <summary>RFC 4716 section 3; lines of at most 72 octets, a longer comment goes on behind a backslash.</summary>
    public static string Block(ReadOnlySpan<byte> blob, string comment)
    {
        var text = new StringBuilder("---- BEGIN SSH2 PUBLIC KEY ----\n");
        if (comment.Length > 0)
        {
            var quoted = $"Comment: \"{comment.Replace('"', '\'')}\"";
            text.AppendJoin("\\\n", Pieces(quoted)).Append('\n');
        }

        text.AppendJoin('\n', Pieces(Convert.ToBase64String(blob)));
        return text.Append("\n---- END SSH2 PUBLIC KEY ----\n").ToString();
    }

    // Cut between characters, so that none is torn apart.
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (length + rune.Utf8SequenceLength > LineLength)
            {
                yield return piece.ToString();
                piece.Clear();
                length = 0;
            }

            piece.Append(rune);
            length += rune.Utf8SequenceLength;
        }

        yield return piece.ToString();
    }
}
