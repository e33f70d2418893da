using Mim.Core.Accounts;

namespace Mim.Core.Delivery;

/// <summary>
/// Where scripts of targets run: in the PowerShell session of whoever works on them, with its modules and variables, while that waits for
/// the work; else, as in a scheduled task, in a PowerShell of their own.
/// </summary>
public sealed class ScriptSession
{
    /// <summary>
    /// Runs the <see cref="CommandRequest.Script"/> of a request, or gives null where it needs a shell of its own; null where no session waits.
    /// </summary>
    public Func<CommandRequest, CancellationToken, Task<CommandResult?>>? Run { get; set; }

    /// <summary>
    /// Runs a script of an account in the session; null where no session waits: its password is handed over in memory and nowhere else.
    /// </summary>
    public Func<AccountScriptCall, CancellationToken, Task<AccountScriptResult>>? RunAccount { get; set; }
}
