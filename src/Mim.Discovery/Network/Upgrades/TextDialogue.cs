using System.Text;

namespace Mim.Discovery.Network.Upgrades;

/// <summary>Protocols of lines, as mail and FTP speak: commands, and replies of a bounded number of bounded lines.</summary>
internal static class TextDialogue
{
    private const int LongestLine = 4096;
    private const int MostLines = 100;
    private const int LongestQuotation = 80;

    public static ValueTask SayAsync(ProbeConnection connection, string command, CancellationToken cancellationToken) =>
        connection.SendAsync(Encoding.ASCII.GetBytes(command + "\r\n"), cancellationToken);

    /// <summary>Reads lines up to one that ends the reply, and gives that one.</summary>
    public static ValueTask<string> HearAsync(ProbeConnection connection, Func<string, bool> isLast, CancellationToken cancellationToken) =>
        HearAsync(connection, (byte)'\n', isLast, cancellationToken);

    /// <summary>Reads pieces up to one that ends the reply, and gives that one.</summary>
    /// <param name="end">The octet that ends a piece.</param>
    public static async ValueTask<string> HearAsync(
        ProbeConnection connection, byte end, Func<string, bool> isLast, CancellationToken cancellationToken)
    {
        for (var count = 0; count < MostLines; count++)
        {
            var line = await connection.ReadUntilAsync(end, LongestLine, cancellationToken).ConfigureAwait(false);
            var text = Encoding.Latin1.GetString(line.Span).Trim('\r', '\n');
            if (isLast(text))
            {
                return text;
            }
        }

        throw EndpointException.NotTls($"its reply has more than {MostLines} lines");
    }

    /// <summary>Reads a reply of SMTP (RFC 5321 section 4.2.1) or FTP (RFC 959 section 4.2), which must have a code that begins so.</summary>
    public static async ValueTask ExpectAsync(ProbeConnection connection, string code, CancellationToken cancellationToken)
    {
        var first = await HearAsync(connection, _ => true, cancellationToken).ConfigureAwait(false);
        Require(first.StartsWith(code, StringComparison.Ordinal), first);
        if (first.StartsWith(code + '-', StringComparison.Ordinal))
        {
            // The lines between have the code as well in SMTP; in FTP they may say anything.
            await HearAsync(connection, line => line == code || line.StartsWith(code + ' ', StringComparison.Ordinal), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Refuses a reply, quoting it as far as it can be shown to people.</summary>
    public static void Require(bool isWanted, string reply)
    {
        if (!isWanted)
        {
            throw EndpointException.NotTls($"it said {Quote(reply)}");
        }
    }

    /// <summary>What a server said, as far as it can be shown to people.</summary>
    public static string Quote(string reply) =>
        $"'{string.Concat(reply.Take(LongestQuotation).Select(character => character is < ' ' or > '~' ? '.' : character))}'";
}
