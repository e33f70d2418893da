using System.Diagnostics;
using System.Text.RegularExpressions;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Shell;

/// <summary>Runs the system's OpenSSH client, which asks nobody anything.</summary>
internal static partial class OpenSshProcess
{
    /// <summary>How the client says that it is its own trouble, and not that of what it ran (ssh(1), EXIT STATUS).</summary>
    private const int OwnTrouble = 255;

    private const string UnknownKey = "Host key verification failed";
    private const string ChangedKey = "HOST IDENTIFICATION HAS CHANGED";

    private static readonly (string Text, FindingStatus Status)[] _troubles =
    [
        ("Could not resolve hostname", FindingStatus.NoSuchHost),
        ("Connection refused", FindingStatus.Refused),
        ("timed out", FindingStatus.TimedOut),
        ("No route to host", FindingStatus.TimedOut),
        ("Permission denied", FindingStatus.AccessDenied),
        ("a password is required", FindingStatus.AccessDenied),
        (UnknownKey, FindingStatus.HandshakeFailed),
        ("no matching", FindingStatus.HandshakeFailed),
        ("Unable to negotiate", FindingStatus.HandshakeFailed),
    ];

    public static ValueTask<SshShell> StartAsync(IEnumerable<string> arguments, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("ssh", arguments);

        // A program that says no stands in for whoever could be asked.
        start.Environment["SSH_ASKPASS"] = OperatingSystem.IsWindows() ? "cmd /c exit 1" : "/bin/false";
        start.Environment["SSH_ASKPASS_REQUIRE"] = "force";
        return ShellProcess.StartAsync(start, patience, End, cancellationToken);
    }

    /// <summary>Says how a host becomes known to the inventory that it is not known to.</summary>
    public static SshEnd Advise(SshEnd end, SshDestination destination) =>
        destination.KnownHosts is not null && end.Trouble.Message.Contains(UnknownKey, StringComparison.OrdinalIgnoreCase)
            ? end with
            {
                Trouble = new MachineUnreachableException(
                    end.Trouble.Status,
                    $"The inventory knows no such host key of it. If you trust what it shows: Find-MachineSshKey {destination.Place} | Import-MachineIdentity."),
            }
            : end;

    private static SshEnd End(int exitCode, string error) => new(exitCode == OwnTrouble ? null : exitCode, Explain(error));

    private static MachineUnreachableException Explain(string error)
    {
        if (error.Contains(ChangedKey, StringComparison.Ordinal))
        {
            return new MachineUnreachableException(
                FindingStatus.HandshakeFailed, $"It shows another host key than the one that is known: {Fingerprint().Match(error).Value}.");
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
