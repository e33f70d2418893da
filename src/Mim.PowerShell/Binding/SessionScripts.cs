using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

using Mim.Core;
using Mim.Core.Delivery;

namespace Mim.PowerShell.Binding;

/// <summary>Runs scripts of targets in the caller's session, on the pipeline's own thread, while that waits for work on other threads.</summary>
/// <param name="pump">What the pipeline's thread waits in.</param>
internal sealed class SessionScripts(PipelinePump pump)
{
    /// <summary>Of what a script says only the end is told.</summary>
    private const int MostObjects = 100;

    /// <summary>Lets a session's scripts run here while work is done.</summary>
    public static void Run<T>(MimSession session, PipelinePump pump, IAsyncEnumerable<T> source, Action<T> write)
    {
        session.Scripts.Run = new SessionScripts(pump).RunAsync;
        session.Scripts.RunAccount = new SessionAccountScripts(pump).RunAsync;
        try
        {
            pump.Run(source, write);
        }
        finally
        {
            session.Scripts.Run = null;
            session.Scripts.RunAccount = null;
        }
    }

    // One that ends its shell wants one of its own.
    private static bool CanRun(string script) =>
        Parser.ParseInput(script, out _, out _).Find(node => node is ExitStatementAst, searchNestedScriptBlocks: true) is null;

    private async Task<CommandResult?> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        if (!CanRun(request.Script!))
        {
            return null;
        }

        var ended = new TaskCompletionSource<CommandResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        pump.Post(() => ended.SetResult(Run(request, cancellationToken)));
        return await ended.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static CommandResult Run(CommandRequest request, CancellationToken cancellationToken)
    {
        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        var before = Exchange(request.Environment.Select(one => KeyValuePair.Create<string, string?>(one.Key, one.Value)));
        var said = new PSDataCollection<PSObject>();
        said.DataAdded += (_, _) => KeepEnd(said);
        try
        {
            shell.AddScript(request.Script, useLocalScope: true);
            return new CommandResult(shell.EndsWithin(request.Timeout, said, cancellationToken) ? 0 : null, Text(said));
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            return new CommandResult(1, $"{Text(said)}{exception.Message}");
        }
        finally
        {
            Exchange(before);
        }
    }

    private static void KeepEnd(PSDataCollection<PSObject> said)
    {
        if (said.Count > MostObjects)
        {
            said.RemoveAt(0);
        }
    }

    private static string Text(IEnumerable<PSObject> said) => string.Concat(said.Select(one => $"{one}{Environment.NewLine}"));

    /// <summary>Sets variables of the process, and gives what they were.</summary>
    private static Dictionary<string, string?> Exchange(IEnumerable<KeyValuePair<string, string?>> variables)
    {
        var before = new Dictionary<string, string?>();
        foreach (var (name, value) in variables)
        {
            before[name] = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, value);
        }

        return before;
    }
}
