using System.Text.RegularExpressions;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Shell;

/// <summary>What the error output of a client, or of a program on a host, means.</summary>
internal static partial class SshTrouble
{
    private const string ChangedKey = "HOST IDENTIFICATION HAS CHANGED";

    private static readonly (string Text, FindingStatus Status)[] _troubles =
    [
        ("Could not resolve hostname", FindingStatus.NoSuchHost),
        ("Connection refused", FindingStatus.Refused),
        ("timed out", FindingStatus.TimedOut),
        ("No route to host", FindingStatus.TimedOut),
        ("Permission denied", FindingStatus.AccessDenied),
        ("a password is required", FindingStatus.AccessDenied),
        ("Host key verification failed", FindingStatus.HandshakeFailed),
        ("no matching", FindingStatus.HandshakeFailed),
        ("Unable to negotiate", FindingStatus.HandshakeFailed),
    ];

    /// <summary>The trouble that the text tells of.</summary>
    public static MachineUnreachableException Of(string error)
    {
        if (error.Contains(ChangedKey, StringComparison.Ordinal))
        {
            return new MachineUnreachableException(
                FindingStatus.HandshakeFailed, $"It shows ANOTHER host key than the one that is known: {Fingerprint().Match(error).Value}. Somebody may be in between.");
        }

        // Where a jump host is the trouble, the last line only says that nothing came of it.
        string[] lines = [.. error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        var known = Array.Find(_troubles, trouble => error.Contains(trouble.Text, StringComparison.OrdinalIgnoreCase));
        var line = Array.FindLast(lines, text => known.Text is not null && text.Contains(known.Text, StringComparison.OrdinalIgnoreCase))
            ?? (lines is [.., var last] ? last : "The connection was closed.");
        return new MachineUnreachableException(
            known.Text is null ? FindingStatus.Reset : known.Status, string.Concat(line.Where(character => !char.IsControl(character))));
    }

    [GeneratedRegex("SHA256:[A-Za-z0-9+/]{43}", RegexOptions.CultureInvariant)]
    private static partial Regex Fingerprint();
}
