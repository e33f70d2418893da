using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Mim.Core;
using Mim.Core.Discovery.Ssh;

namespace Mim.Ssh.Shell;

/// <summary>A shell that a program of this machine opens: sh itself, or the OpenSSH client.</summary>
internal static class ShellProcess
{
    private const int LongestError = 4096;

    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>: the program is not installed.</exception>
    public static SshShell Start(
        string program, IEnumerable<string> arguments, Func<string, MachineUnreachableException> explain, string? askPass = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        start.Environment["LC_ALL"] = "C";
        if (askPass is not null)
        {
            start.Environment["SSH_ASKPASS"] = askPass;
            start.Environment["SSH_ASKPASS_REQUIRE"] = "force";
        }

        var process = Begin(start, program);
        var error = ReadErrorAsync(process);
        return new SshShell(
            process.StandardInput.BaseStream,
            process.StandardOutput.BaseStream,
            async cancellationToken => explain(await error.WaitAsync(cancellationToken).ConfigureAwait(false)),
            () => EndAsync(process, error));
    }

    private static Process Begin(ProcessStartInfo start, string program)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new MimException(MimErrorCause.Unsupported, $"The program {program} cannot be started: {exception.Message}", program, exception);
        }
    }

    // All of it is read, so that the program never waits for us; its beginning is kept.
    private static async Task<string> ReadErrorAsync(Process process)
    {
        var text = new StringBuilder();
        var buffer = new char[1024];
        while (await process.StandardError.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var count)
        {
            text.Append(buffer, 0, Math.Min(count, LongestError - text.Length));
        }

        return text.ToString();
    }

    private static async ValueTask EndAsync(Process process, Task<string> error)
    {
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

            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            await ((Task)error).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
