using System.Globalization;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Ssh.Shell;

/// <summary>Runs programs on another host over SSH. The host needs a POSIX shell.</summary>
/// <param name="transport">Best one that keeps its connections.</param>
/// <param name="briefly">Shells of the host, for brief programs.</param>
/// <param name="time">Measures how long programs take.</param>
internal sealed class SshCommandRunner(ISshTransport transport, HostShell briefly, TimeProvider time) : ICommandRunner
{
    private static readonly HostScript _brief = new("mim_run", """exec "$@" 2>&1""");

    public Task<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken) => request.IsBrief
        ? RunBrieflyAsync(request, cancellationToken)
        : RunAsync(briefly.Destination, request, cancellationToken);

    private async Task<CommandResult> RunBrieflyAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var script = _brief with { Patience = briefly.Destination.Timeout + request.Timeout };
            using var answer = await briefly.RunAsync(script, request.Arguments, input: null, cancellationToken).ConfigureAwait(false);
            return new CommandResult(answer.ExitCode, answer.Text);
        }
        catch (MachineUnreachableException trouble) when (trouble.Status == FindingStatus.TimedOut)
        {
            return new CommandResult(null, trouble.Message);
        }
        catch (MachineUnreachableException trouble)
        {
            throw Failed(trouble.Message);
        }
    }

    private async Task<CommandResult> RunAsync(SshDestination destination, CommandRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var word = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var script = new CommandScript(request, word, destination.UseSudo);
        var answer = new CommandAnswer(word);
        using var timeout = new CancellationTokenSource(destination.Timeout + request.Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var shell = await transport.OpenAsync(destination, script.Command, cancellationToken).ConfigureAwait(false);
        var writing = WriteAsync(shell.Input, request.Input, limit.Token);
        try
        {
            await ReadAsync(shell, answer, () => timeout.CancelAfter(request.Timeout), limit.Token).ConfigureAwait(false);
            return answer.Verdict switch
            {
                CommandScript.NotThere => throw Failed($"{request.Arguments[0]} is not there, or may not be run."),
                { } verdict when int.TryParse(verdict, NumberStyles.None, CultureInfo.InvariantCulture, out var exitCode) =>
                    new CommandResult(exitCode, answer.Output),
                _ => throw Failed((await shell.TroubleAsync(limit.Token).ConfigureAwait(false)).Message),
            };
        }
        catch (OperationCanceledException)
        {
            await EndThereAsync(destination, script, answer).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return new CommandResult(null, answer.Output);
        }
        finally
        {
            // Only then does nobody read the caller's input any more.
            await shell.DisposeAsync().ConfigureAwait(false);
            await writing.ConfigureAwait(false);
        }
    }

    // The time of the program begins when it runs.
    private static async Task ReadAsync(SshShell shell, CommandAnswer answer, Action begun, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        while (await shell.Output.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            var hadBegun = answer.ProcessGroup is not null;
            if (answer.Add(buffer.AsSpan(0, count)))
            {
                return;
            }

            if (!hadBegun && answer.ProcessGroup is not null)
            {
                begun();
            }
        }
    }

    private static async Task WriteAsync(Stream input, KeyMaterial? content, CancellationToken cancellationToken)
    {
        try
        {
            await using (input.ConfigureAwait(false))
            {
                if (content is not null)
                {
                    await input.WriteAsync(content.Memory, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // It ended without reading; how it ended tells.
        }
    }

    // Closing the connection alone leaves the program running there.
    private async Task EndThereAsync(SshDestination destination, CommandScript script, CommandAnswer answer)
    {
        if (answer.ProcessGroup is not { } group)
        {
            return;
        }

        using var patience = new CancellationTokenSource(destination.Timeout, time);
        try
        {
            var shell = await transport.OpenAsync(destination, script.EndCommand(group), patience.Token).ConfigureAwait(false);
            await using var closing = shell.ConfigureAwait(false);
            await shell.EndAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or MimException)
        {
            // The host does not answer any more; nothing can be ended there.
        }
    }

    private MimException Failed(string reason) => new(MimErrorCause.InstallFailed, $"{briefly.Host}: {reason}", briefly.Host);
}
