using System.Globalization;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;

namespace Mim.Ssh.Shell;

/// <summary>The system's OpenSSH client, with its configuration, agent and known hosts. It never asks and writes no known hosts.</summary>
public sealed class OpenSshTransport : ISshTransport
{
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

    public SshShell Open(SshDestination destination) => ShellProcess.Start(
        "ssh", Arguments(destination), Explain, OperatingSystem.IsWindows() ? "cmd /c exit 1" : "/bin/false");

    internal static IReadOnlyList<string> Arguments(SshDestination destination)
    {
        var timeout = Math.Max(1, (int)Math.Ceiling(destination.Timeout.TotalSeconds));
        List<string> arguments = ["-T"];
        foreach (var option in (IEnumerable<string>)
        [
            "BatchMode=yes", "StrictHostKeyChecking=yes", "UpdateHostKeys=no", "ConnectionAttempts=1",
            string.Create(CultureInfo.InvariantCulture, $"ConnectTimeout={timeout}"), "ControlMaster=no", "ControlPath=none",
            "ClearAllForwardings=yes", "ForwardAgent=no", "ForwardX11=no", "PermitLocalCommand=no", "LogLevel=ERROR", "RemoteCommand=none",
        ])
        {
            arguments.AddRange(["-o", option]);
        }

        void Add(string flag, string? value)
        {
            if (value is not null)
            {
                arguments.AddRange([flag, Plain(value)]);
            }
        }

        Add("-p", destination.Port?.ToString(CultureInfo.InvariantCulture));
        Add("-l", destination.User);
        Add("-J", destination.JumpHost);
        if (destination.IdentityFile is { } identity)
        {
            arguments.AddRange(["-o", "IdentitiesOnly=yes", "-i", identity]);
        }

        if (destination.KnownHostsFile is { } knownHosts)
        {
            arguments.AddRange(["-o", $"UserKnownHostsFile=\"{knownHosts}\"", "-o", "GlobalKnownHostsFile=none"]);
        }

        return [.. arguments, "--", Plain(destination.Host), destination.UseSudo ? "exec sudo -n sh -s" : "exec sh -s"];
    }

    internal static MachineUnreachableException Explain(string error)
    {
        var line = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last]
            ? string.Concat(last.Where(character => !char.IsControl(character)))
            : "The connection was closed.";
        var known = Array.Find(_troubles, trouble => error.Contains(trouble.Text, StringComparison.OrdinalIgnoreCase));
        return new MachineUnreachableException(known.Text is null ? FindingStatus.Reset : known.Status, line);
    }

    // ssh itself refuses what a shell could misread in a host or a user; what it would take for an option is refused here.
    private static string Plain(string value) => value.Length > 0 && value[0] != '-' && !value.Any(char.IsControl)
        ? value
        : throw new MimException(MimErrorCause.InvalidArgument, $"'{value}' is no host or user of SSH.", value);
}
