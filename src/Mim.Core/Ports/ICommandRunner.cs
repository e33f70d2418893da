using Mim.Core.Delivery;

namespace Mim.Core.Ports;

/// <summary>Runs programs on the machine that targets lie on: this one, or another over SSH. Thread-safe.</summary>
public interface ICommandRunner
{
    /// <summary>
    /// Runs a program to its end and says how it ended; a time-out ends it with everything it started. Nobody is asked anything:
    /// what the request does not give as input is end of file.
    /// </summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InstallFailed"/>: the program is not there or may not be run, or its machine does not answer.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller wants no result any more; the program has been ended.</exception>
    Task<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken);
}
