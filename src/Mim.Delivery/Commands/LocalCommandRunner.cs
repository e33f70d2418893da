using System.ComponentModel;
using System.Diagnostics;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Delivery.Commands;

/// <summary>Runs programs of this machine.</summary>
public sealed class LocalCommandRunner(TimeProvider time) : ICommandRunner
{
    /// <summary>What a program left running in the background may still say; it can hold the streams open for good.</summary>
    private static readonly TimeSpan _lastWords = TimeSpan.FromSeconds(1);

    public async Task<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = Start(request);
        using var said = process.StandardOutput;
        using var complained = process.StandardError;
        using var timeout = new CancellationTokenSource(request.Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var reading = new CancellationTokenSource();
        var output = new OutputTail();
        var streams = Task.WhenAll(
            output.ReadAsync(said, reading.Token),
            output.ReadAsync(complained, reading.Token),
            WriteAsync(process.StandardInput.BaseStream, request.Input, limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        reading.CancelAfter(_lastWords);
        await streams.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return new CommandResult(limit.IsCancellationRequested ? null : process.ExitCode, output.ToString());
    }

    private static Process Start(CommandRequest request)
    {
        var program = request.Arguments[0];
        var start = new ProcessStartInfo(program, request.Arguments.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var (name, value) in request.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new MimException(MimErrorCause.InstallFailed, $"{program} cannot be run: {exception.Message}", program, exception);
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
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // It ended without reading; how it ended tells.
        }
    }
}
