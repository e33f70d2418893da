using System.IO.Pipelines;
using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Shell;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Mim.Ssh.SshNet;

/// <summary>A program on a host, by a channel of its own.</summary>
internal static class SshNetProgram
{
    private const int LongestError = 4096;

    /// <exception cref="MachineUnreachableException">The host gives it no channel.</exception>
    public static async Task<SshShell> StartAsync(SshClient client, string text, CancellationToken cancellationToken)
    {
        var program = client.CreateCommand(text);
        program.CommandTimeout = Timeout.InfiniteTimeSpan;
        try
        {
            // It waits for the channel on this thread, and then runs.
            var running = await Task.Factory.StartNew(
                () => program.ExecuteAsync(CancellationToken.None), cancellationToken, TaskCreationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            var (output, error) = (new Pipe(), new Pipe());
            Pump(program.OutputStream, output.Writer);
            Pump(program.ExtendedOutputStream, error.Writer);
            var said = ReadErrorAsync(error.Reader.AsStream());
            var input = new SshNetInput(Input(program));
            var reading = output.Reader.AsStream();
            return new SshShell(input, reading, stop => EndAsync(program, running, said, stop), () => StopAsync(program, reading, said));
        }
        catch (Exception trouble) when (trouble is SshException or ObjectDisposedException or InvalidOperationException)
        {
            program.Dispose();
            throw new MachineUnreachableException(FindingStatus.Reset, trouble.Message);
        }
    }

    // A program that ended already reads nothing.
    private static Stream Input(SshCommand program)
    {
        try
        {
            return program.CreateInputStream();
        }
        catch (InvalidOperationException)
        {
            return Stream.Null;
        }
    }

    // Its streams can only be waited for by a thread, and not be cancelled.
    private static void Pump(Stream from, PipeWriter to) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                while (from.Read(to.GetSpan()) is > 0 and var count)
                {
                    to.Advance(count);
                    if (to.FlushAsync().AsTask().GetAwaiter().GetResult().IsCompleted)
                    {
                        break;
                    }
                }
            }
            catch (Exception trouble) when (trouble is SshException or ObjectDisposedException or IOException)
            {
                // The connection broke; the end of the program tells.
            }
            finally
            {
                to.Complete();
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    // All of it is read, so that the program never waits for us; its beginning is kept.
    private static async Task<string> ReadErrorAsync(Stream error)
    {
        await using var closing = error.ConfigureAwait(false);
        var text = new StringBuilder();
        using var reader = new StreamReader(error);
        var buffer = new char[1024];
        while (await reader.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var count)
        {
            text.Append(buffer, 0, Math.Min(count, LongestError - text.Length));
        }

        return text.ToString();
    }

    private static async ValueTask<SshEnd> EndAsync(SshCommand program, Task running, Task<string> said, CancellationToken cancellationToken)
    {
        try
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new SshEnd(program.ExitStatus, SshTrouble.Of(await said.WaitAsync(cancellationToken).ConfigureAwait(false)));
        }
        catch (Exception trouble) when (trouble is SshException or ObjectDisposedException)
        {
            return new SshEnd(null, new MachineUnreachableException(FindingStatus.Reset, trouble.Message));
        }
    }

    private static async ValueTask StopAsync(SshCommand program, Stream reading, Task<string> said)
    {
        await reading.DisposeAsync().ConfigureAwait(false);
        await Task.Run(program.Dispose).ConfigureAwait(false);
        await ((Task)said).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
