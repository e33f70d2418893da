using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Delivery.Commands;

/// <summary>Runs scripts in the session of whoever works on a target, where one waits, and all else as programs.</summary>
/// <param name="inner">Runs programs.</param>
/// <param name="session">The session.</param>
public sealed class SessionScriptRunner(ICommandRunner inner, ScriptSession session) : ICommandRunner
{
    // What has an input, which is a password, is a program's: nothing of a session may hold that.
    public async Task<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var result = session.Run is { } run && request is { Script: not null, Input: null }
            ? await run(request, cancellationToken).ConfigureAwait(false)
            : null;
        return result ?? await inner.RunAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
