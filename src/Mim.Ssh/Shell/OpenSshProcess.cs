using System.Diagnostics;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Shell;

/// <summary>Runs the system's OpenSSH client, which asks nobody anything.</summary>
internal static class OpenSshProcess
{
    /// <summary>How the client says that it is its own trouble, and not that of what it ran (ssh(1), EXIT STATUS).</summary>
    private const int OwnTrouble = 255;

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

    public static ValueTask<SshShell> StartAsync(IEnumerable<string> arguments, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("ssh", arguments);

        // A program that says no stands in for whoever could be asked.
        start.Environment["SSH_ASKPASS"] = OperatingSystem.IsWindows() ? "cmd /c exit 1" : "/bin/false";
        start.Environment["SSH_ASKPASS_REQUIRE"] = "force";
        return ShellProcess.StartAsync(start, patience, End, cancellationToken);
    }

    private static SshEnd End(int exitCode, string error) => new(exitCode == OwnTrouble ? null : exitCode, Explain(error));

    private static MachineUnreachableException Explain(string error)
    {
        // Where a jump host is the trouble, the last line only says that nothing came of it.
        string[] lines = [.. error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        var known = Array.Find(_troubles, trouble => error.Contains(trouble.Text, StringComparison.OrdinalIgnoreCase));
        var line = Array.FindLast(lines, text => known.Text is not null && text.Contains(known.Text, StringComparison.OrdinalIgnoreCase))
            ?? (lines is [.., var last] ? last : "The connection was closed.");
        return new MachineUnreachableException(
            known.Text is null ? FindingStatus.Reset : known.Status, string.Concat(line.Where(character => !char.IsControl(character))));
    }
}
