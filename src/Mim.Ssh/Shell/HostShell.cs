using Mim.Core;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Ssh.Shell;

/// <summary>Runs scripts in POSIX shells of one host, as root where the destination says so.</summary>
/// <param name="transport">Best one that keeps its connections.</param>
/// <param name="destination">The host.</param>
/// <param name="time">Measures how long nobody asked a shell.</param>
internal sealed class HostShell(ISshTransport transport, SshDestination destination, TimeProvider time) : IAsyncDisposable
{
    /// <summary>What a script reads is part of its command line up to here, where each octet may take four.</summary>
    private const int LargestInCommand = 64 * 1024;

    /// <summary>What an account's profile does takes its time.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    private readonly LastingShells _shells = new(token => BeginAsync(transport, destination, token), time);

    /// <summary>The host.</summary>
    public SshDestination Destination => destination;

    /// <summary>The host, for people.</summary>
    public string Host => destination.Host;

    /// <summary>A script in a shell of its own, running: for one that converses, or reads much.</summary>
    /// <param name="script">What the shell is told.</param>
    /// <param name="arguments">Its positional parameters. Others on the host can see them.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public ValueTask<SshShell> OpenAsync(HostScript script, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        IEnumerable<string> words = [script.Text, "sh", .. arguments];
        return transport.OpenAsync(destination, $"{Begin(destination)} -c {string.Join(' ', words.Select(PosixDialect.Quote))}", cancellationToken);
    }

    /// <summary>A script to its end. Where a connection was lost while nobody used it, it may run twice.</summary>
    /// <param name="script">What the shell is told.</param>
    /// <param name="arguments">Its positional parameters. Others on the host may see them.</param>
    /// <param name="input">What it reads; null for nothing.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="MachineUnreachableException">The host does not answer.</exception>
    public ValueTask<ScriptAnswer> RunAsync(HostScript script, IReadOnlyList<string> arguments, KeyMaterial? input, CancellationToken cancellationToken) =>
        input is { Length: > LargestInCommand }
            ? RunAloneAsync(script, arguments, input, cancellationToken)
            : _shells.RunAsync(
                (shell, token) => input is null || shell.CanBeGivenSecrets
                    ? shell.RunAsync(script, arguments, input, token)
                    : RunAloneAsync(script, arguments, input, token),
                cancellationToken);

    /// <summary>A script that reads nothing and says so many lines and then <see cref="TargetFileScript.Done"/>.</summary>
    /// <exception cref="MachineUnreachableException">Why it did not.</exception>
    public async Task<IReadOnlyList<string>> AskAsync(HostScript script, IReadOnlyList<string> arguments, int lines, CancellationToken cancellationToken)
    {
        using var answer = await RunAsync(script, arguments, input: null, cancellationToken).ConfigureAwait(false);
        if (answer.ExitCode != 0)
        {
            throw SshTrouble.Of(answer.Error);
        }

        return answer.Text.Split('\n') is [.. var said, TargetFileScript.Done, ""] && said.Length == lines ? said : throw NotAsked();
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
    public static ShellReader Reader(SshShell shell, HostScript script) => new(shell, script.Patience);

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

    public ValueTask DisposeAsync() => _shells.DisposeAsync();

    private static string Begin(SshDestination destination) => destination.UseSudo ? "exec sudo -n sh" : "exec sh";

    private static async ValueTask<LastingShell> BeginAsync(ISshTransport transport, SshDestination destination, CancellationToken cancellationToken)
    {
        var shell = await transport.OpenAsync(destination, $"{Begin(destination)} -s", cancellationToken).ConfigureAwait(false);
        return await LastingShell.BeginAsync(shell, _patience, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ScriptAnswer> RunAloneAsync(
        HostScript script, IReadOnlyList<string> arguments, KeyMaterial input, CancellationToken cancellationToken)
    {
        var shell = await OpenAsync(script, arguments, cancellationToken).ConfigureAwait(false);
        await using var closing = shell.ConfigureAwait(false);
        await SendAsync(shell.Input, input, cancellationToken).ConfigureAwait(false);
        await shell.Input.DisposeAsync().ConfigureAwait(false);
        using var said = new MemoryStream();
        await shell.Output.CopyToAsync(said, cancellationToken).ConfigureAwait(false);
        var end = await shell.EndAsync(cancellationToken).ConfigureAwait(false);
        return end.ExitCode is { } exitCode ? new ScriptAnswer(KeyMaterial.CopyOf(said.ToArray()), exitCode, end.Trouble.Message) : throw end.Trouble;
    }
}
