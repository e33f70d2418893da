using System.Collections.Frozen;
using System.Text;

namespace Mim.Ssh.Keys;

/// <summary>The options before a key in authorized_keys: names with or without a quoted value, between commas.</summary>
internal static class AuthorizedKeyOptions
{
    private static readonly FrozenSet<string> _names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "agent-forwarding", "cert-authority", "command", "environment", "expiry-time", "from", "no-agent-forwarding",
        "no-port-forwarding", "no-pty", "no-touch-required", "no-user-rc", "no-X11-forwarding", "permitlisten", "permitopen",
        "port-forwarding", "principals", "pty", "restrict", "tunnel", "user-rc", "verify-required", "X11-forwarding");

    /// <summary>Moves past the options; false when there are none, or others than OpenSSH knows.</summary>
    public static bool TrySkip(ref ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var end = line.IndexOfAny("=, \t"u8);
            if (end <= 0 || !_names.Contains(Encoding.UTF8.GetString(line[..end])))
            {
                return false;
            }

            var hasValue = line[end] == '=';
            line = line[end..];
            if ((hasValue && !TrySkipValue(ref line)) || line.IsEmpty)
            {
                return false;
            }

            if (line[0] != ',')
            {
                return line[0] is (byte)' ' or (byte)'\t';
            }

            line = line[1..];
        }
    }

    // ="…", in which \" stands for a quote.
    private static bool TrySkipValue(ref ReadOnlySpan<byte> line)
    {
        line = line[1..];
        if (line.IsEmpty || line[0] != '"')
        {
            return false;
        }

        for (var index = 1; index < line.Length; index++)
        {
            if (line[index] == '\\' && index + 1 < line.Length && line[index + 1] == '"')
            {
                index++;
            }
            else if (line[index] == '"')
            {
                line = line[(index + 1)..];
                return true;
            }
        }

        return false;
    }
}
