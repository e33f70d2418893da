using System.Collections.Frozen;
using System.Text;
using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Keys;

/// <summary>The options before a key in authorized_keys: names with or without a quoted value, between commas.</summary>
internal static class AuthorizedKeyOptions
{
    private const int LongestName = 32;

    private static readonly FrozenSet<string> _names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "agent-forwarding", "cert-authority", "command", "environment", "expiry-time", "from", "no-agent-forwarding",
        "no-port-forwarding", "no-pty", "no-touch-required", "no-user-rc", "no-X11-forwarding", "permitlisten", "permitopen",
        "port-forwarding", "principals", "pty", "restrict", "tunnel", "user-rc", "verify-required", "X11-forwarding");

    /// <summary>Moves past the options; null when there are none, or others than OpenSSH knows.</summary>
    public static List<SshKeyOption>? TryRead(ref ReadOnlySpan<byte> line)
    {
        var options = new List<SshKeyOption>();
        while (true)
        {
            var end = line.IndexOfAny("=, \t"u8);
            if (end <= 0 || end > LongestName || !_names.TryGetValue(Encoding.UTF8.GetString(line[..end]), out var name))
            {
                return null;
            }

            string? value = null;
            var hasValue = line[end] == '=';
            line = line[end..];
            if ((hasValue && (value = Value(ref line)) is null) || line.IsEmpty)
            {
                return null;
            }

            options.Add(new SshKeyOption(name, value));
            if (line[0] != ',')
            {
                return line[0] is (byte)' ' or (byte)'\t' ? options : null;
            }

            line = line[1..];
        }
    }

    // ="…", in which \" stands for a quote.
    private static string? Value(ref ReadOnlySpan<byte> line)
    {
        line = line[1..];
        if (line.IsEmpty || line[0] != '"')
        {
            return null;
        }

        for (var index = 1; index < line.Length; index++)
        {
            if (line[index] == '\\' && index + 1 < line.Length && line[index + 1] == '"')
            {
                index++;
            }
            else if (line[index] == '"')
            {
                var value = PlainText.Of(line[1..index]).Replace("\\\"", "\"", StringComparison.Ordinal);
                line = line[(index + 1)..];
                return value;
            }
        }

        return null;
    }
}
