using Mim.Core;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Ssh.Shell;

/// <summary>Runs scripts in the POSIX shell of one host, as root where the destination says so.</summary>
/// <param name="transport">Best one that keeps its connections.</param>
/// <param name="destination">The host.</param>
internal sealed class HostShell(ISshTransport transport, SshDestination destination)
{
    /// <summary>A disk that is slow to flush is waited for.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    /// <summary>The host, for people.</summary>
    public string Host => destination.Host;

    /// <summary>The script, running.</summary>
    /// <param name="script">What the shell is told.</param>
    /// <param name="arguments">Its positional parameters. Others on the host can see them.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public ValueTask<SshShell> OpenAsync(string script, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var shell = destination.UseSudo ? "exec sudo -n sh -c" : "exec sh -c";
        IEnumerable<string> words = [script, "sh", .. arguments];
        return transport.OpenAsync(destination, $"{shell} {string.Join(' ', words.Select(PosixDialect.Quote))}", cancellationToken);
    }

    /// <summary>A script that reads nothing and says so many lines and then <see cref="TargetFileScript.Done"/>.</summary>
    /// <exception cref="MachineUnreachableException">Why it did not.</exception>
    public async Task<IReadOnlyList<string>> AskAsync(string script, IEnumerable<string> arguments, int lines, CancellationToken cancellationToken)
    {
        var shell = await OpenAsync(script, arguments, cancellationToken).ConfigureAwait(false);
        await using var closing = shell.ConfigureAwait(false);
        await shell.Input.DisposeAsync().ConfigureAwait(false);
        return await AnswerAsync(Reader(shell), lines, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>So many lines and then <see cref="TargetFileScript.Done"/>.</summary>
    /// <exception cref="MachineUnreachableException">Why they did not come.</exception>
    public static async Task<IReadOnlyList<string>> AnswerAsync(ShellReader reader, int lines, CancellationToken cancellationToken)
    {
        var answer = new List<string>();
        while (answer.Count < lines)
        {
            answer.Add(await reader.LineAsync(cancellationToken).ConfigureAwait(false));
        }

        return await reader.LineAsync(cancellationToken).ConfigureAwait(false) == TargetFileScript.Done ? answer : throw NotAsked();
    }

    /// <summary>Reads what a script says, and waits for it as long as disks may take.</summary>
    public static ShellReader Reader(SshShell shell) => new(shell, _patience);

    /// <summary>The host says what it was not asked for. A message to whoever logs in, printed to programs too, breaks scp as well.</summary>
    public static MachineUnreachableException NotAsked() =>
        new(Core.Discovery.FindingStatus.Damaged, "The host says what it was not asked for.");

    /// <summary>Gives a script what it reads. One that ended without reading tells by how it ended.</summary>
    public static async Task SendAsync(Stream input, KeyMaterial content, CancellationToken cancellationToken)
    {
        try
        {
            await input.WriteAsync(content.Memory, cancellationToken).ConfigureAwait(false);
            await input.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // What it said last, and its exit code, are read next.
        }
    }
}
