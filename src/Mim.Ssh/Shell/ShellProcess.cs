using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Shell;

/// <summary>A shell that a program of this machine opens: sh itself, or the OpenSSH client.</summary>
internal static class ShellProcess
{
    private const int LongestError = 16 * 1024;

    /// <summary>What a program left behind may hold its streams open for good.</summary>
    private static readonly TimeSpan _lastWords = TimeSpan.FromSeconds(1);

    // EAGAIN on Linux and macOS, ENFILE, EMFILE; ERROR_TOO_MANY_OPEN_FILES.
    private static readonly int[] _shortages = OperatingSystem.IsWindows() ? [4] : [11, 35, 23, 24];

    /// <param name="start">The program; its streams are redirected here.</param>
    /// <param name="patience">How long to wait for a process, shortages aside.</param>
    /// <param name="explain">What its exit code and error output mean.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>: the program cannot be started.</exception>
    public static async ValueTask<SshShell> StartAsync(
        ProcessStartInfo start, TimeSpan patience, Func<int, string, SshEnd> explain, CancellationToken cancellationToken)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        start.CreateNoWindow = true;
        start.Environment["LC_ALL"] = "C";
        var process = await BeginAsync(start, patience, cancellationToken).ConfigureAwait(false);
        var reading = new CancellationTokenSource();
        var error = ReadErrorAsync(process, reading.Token);
        return new SshShell(
            process.StandardInput.BaseStream,
            process.StandardOutput.BaseStream,
            async stop =>
            {
                await process.WaitForExitAsync(stop).ConfigureAwait(false);
                reading.CancelAfter(_lastWords);
                return explain(process.ExitCode, await error.WaitAsync(stop).ConfigureAwait(false));
            },
            () => StopAsync(process, error, reading));
    }

    private static async ValueTask<Process> BeginAsync(ProcessStartInfo start, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new AnswerLimit(patience, cancellationToken);
        try
        {
            return await limit.OpenAsync(() => Process.Start(start)!, IsShortage).ConfigureAwait(false);
        }
        catch (Win32Exception exception)
        {
            throw new MimException(
                MimErrorCause.Unsupported, $"The program {start.FileName} cannot be started: {exception.Message}", start.FileName, exception);
        }
    }

    private static bool IsShortage(Exception exception) => exception is Win32Exception trouble && _shortages.Contains(trouble.NativeErrorCode);

    // All of it is read, so that the program never waits for us; its beginning is kept.
    private static async Task<string> ReadErrorAsync(Process process, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[1024];
        try
        {
            while (await process.StandardError.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                text.Append(buffer, 0, Math.Min(count, LongestError - text.Length));
            }
        }
        catch (OperationCanceledException)
        {
            // It ended; only what it left behind holds the stream.
        }

        return text.ToString();
    }

    private static async ValueTask StopAsync(Process process, Task<string> error, CancellationTokenSource reading)
    {
        using (reading)
        using (process)
        {
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // It ended by itself.
            }
            catch (Exception exception) when (exception is IOException or Win32Exception or AggregateException)
            {
                // Finding out what it started takes files that this machine may not have to give; that ends with its streams.
                process.Kill();
            }

            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            await reading.CancelAsync().ConfigureAwait(false);
            await ((Task)error).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Close(process);
        }
    }

    // A process leaves streams that were asked for to whoever asked, and three files of each open until the collector comes.
    private static void Close(Process process)
    {
        foreach (var stream in new[] { process.StandardInput.BaseStream, process.StandardOutput.BaseStream, process.StandardError.BaseStream })
        {
            stream.Dispose();
        }
    }
}
