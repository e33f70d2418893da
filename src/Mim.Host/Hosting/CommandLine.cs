using System.CommandLine;
using Mim.Core;

namespace Mim.Host.Hosting;

/// <summary>Runs a command line: errors are one line on the error stream, the exit code tells the rest.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(Command root, IReadOnlyList<string> arguments, InvocationConfiguration? configuration = null)
    {
        configuration ??= new InvocationConfiguration();
        configuration.EnableDefaultExceptionHandler = false;
        configuration.ProcessTerminationTimeout = null;
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            configuration.Error.WriteLine($"mim: {nameof(MimErrorCause.InvalidArgument)}: {parsed.Errors[0].Message} See 'mim --help'.");
            return ExitCodes.Unusable;
        }

        using var signals = new StopSignals();
        try
        {
            return await parsed.InvokeAsync(configuration, signals.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            configuration.Error.WriteLine("mim: Stopped.");
            return signals.ExitCode;
        }
        catch (MimException exception)
        {
            configuration.Error.WriteLine(ErrorText.Of(exception));
            return ExitCodes.Of(exception.Cause);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            configuration.Error.WriteLine(ErrorText.Of(exception));
            return ExitCodes.Failure;
        }
    }
}
