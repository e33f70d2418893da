using System.Collections;
using System.Management.Automation;

using Mim.Core.Accounts;

namespace Mim.PowerShell.Binding;

/// <summary>
/// Runs scripts of accounts in the caller's session, on the pipeline's own thread, while that waits for work on other threads. Passwords are
/// handed over as credentials and exist as text only where a script asks for that.
/// </summary>
/// <param name="pump">What the pipeline's thread waits in.</param>
internal sealed class SessionAccountScripts(PipelinePump pump)
{
    // Its first error ends a script, however it is written.
    private const string Call = "param($MimScript, $MimParameters) $ErrorActionPreference = 'Stop'; & $MimScript @MimParameters";

    public async Task<AccountScriptResult> RunAsync(AccountScriptCall call, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource<AccountScriptResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        pump.Post(() => ended.SetResult(Run(call, cancellationToken)));
        return await ended.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static AccountScriptResult Run(AccountScriptCall call, CancellationToken cancellationToken)
    {
        if (AccountScriptText.Exits(call.Script))
        {
            return new AccountScriptResult(HasEnded: true) { Trouble = "exit would end the session." };
        }

        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        var parameters = Parameters(call);
        var said = new PSDataCollection<PSObject>();
        try
        {
            shell.AddScript(Call, useLocalScope: true).AddArgument(ScriptBlock.Create(call.Script)).AddArgument(parameters);
            var hasEnded = shell.EndsWithin(call.Timeout, said, cancellationToken);
            return new AccountScriptResult(hasEnded)
            {
                Trouble = shell.Streams.Error.FirstOrDefault()?.ToString(), Verdict = said.LastOrDefault()?.BaseObject as bool?,
            };
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            return new AccountScriptResult(HasEnded: true) { Trouble = exception.Message };
        }
        finally
        {
            foreach (var credential in parameters.Values.OfType<PSCredential>())
            {
                credential.Password.Dispose();
            }
        }
    }

    private static Hashtable Parameters(AccountScriptCall call)
    {
        var wanted = AccountScriptText.Wants(call.Script);
        var parameters = new Hashtable(StringComparer.OrdinalIgnoreCase);
        Add(AccountScriptText.Credential, () => Credential(call.Account));
        Add(AccountScriptText.Administrator, () => call.Administrator is { } administrator ? Credential(administrator) : null);
        Add(AccountScriptText.Server, () => call.Server);
        return parameters;

        void Add(string name, Func<object?> value)
        {
            if (wanted.Contains(name))
            {
                parameters[name] = value();
            }
        }
    }

    private static PSCredential Credential(AccountCredential credential) => new(credential.UserName, Secrets.Secure(credential.Secret));
}
