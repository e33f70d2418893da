using System.Diagnostics;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Shell;

/// <summary>Runs the system's OpenSSH client, which asks nobody anything.</summary>
internal static class OpenSshProcess
{
    /// <summary>How the client says that it is its own trouble, and not that of what it ran (ssh(1), EXIT STATUS).</summary>
    private const int OwnTrouble = 255;

    public static ValueTask<SshShell> StartAsync(IEnumerable<string> arguments, TimeSpan patience, CancellationToken cancellationToken) =>
        StartAsync(arguments, patience, SshTrouble.Of, cancellationToken);

    /// <summary>
    /// Why a host was refused, with the key that it shows: the client is asked again, as it tells of keys only to whoever asks. Where a
    /// connection is shared, it hides the trouble on the way to it besides.
    /// </summary>
    /// <param name="end">How it ended.</param>
    /// <param name="destination">Where it was to go.</param>
    /// <param name="arguments">Of a client that tells more, and goes the same way.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async ValueTask<SshEnd> ExplainAsync(
        SshEnd end, SshDestination destination, OpenSshArguments arguments, CancellationToken cancellationToken)
    {
        if (end.Trouble.Status != FindingStatus.HandshakeFailed && destination.JumpHost is null)
        {
            return end;
        }

        ShownHostKey? shown = null;
        var shell = await StartAsync(
            arguments.For("exit"),
            destination.Timeout,
            error =>
            {
                shown = ShownHostKey.TryRead(error);
                return SshTrouble.Of(string.Join('\n', error.Split('\n').Where(line => !line.StartsWith("debug", StringComparison.Ordinal))));
            },
            cancellationToken).ConfigureAwait(false);
        await using var closing = shell.ConfigureAwait(false);
        var again = await shell.EndAsync(cancellationToken).ConfigureAwait(false);
        return shown is null ? again : end with { Trouble = shown.Refusal(destination) };
    }

    /// <param name="arguments">Of the client.</param>
    /// <param name="patience">How long to wait for a process.</param>
    /// <param name="explain">What its error output means.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static ValueTask<SshShell> StartAsync(
        IEnumerable<string> arguments, TimeSpan patience, Func<string, MachineUnreachableException> explain, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("ssh", arguments);

        // A program that says no stands in for whoever could be asked.
        start.Environment["SSH_ASKPASS"] = OperatingSystem.IsWindows() ? "cmd /c exit 1" : "/bin/false";
        start.Environment["SSH_ASKPASS_REQUIRE"] = "force";
        return ShellProcess.StartAsync(
            start, patience, (exitCode, error) => new SshEnd(exitCode == OwnTrouble ? null : exitCode, explain(error)), cancellationToken);
    }
}
