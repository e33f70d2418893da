using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

using Mim.Core.Audit;
using Mim.Core;
using Mim.PowerShell.Hosting;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Completes an argument from what the store holds: a few rows, read at once, and nothing when anything is wrong.</summary>
public abstract class StoreCompleter : IArgumentCompleter
{
    private const int MostResults = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        try
        {
            var pattern = Unquoted(wordToComplete) + "*";
            using var patience = new CancellationTokenSource(Patience);
            using var session = Open(fakeBoundParameters["Store"] as string, patience.Token);
            return [.. Candidates(session, pattern, patience.Token)
                .DistinctBy(candidate => candidate.Text, StringComparer.OrdinalIgnoreCase)
                .Take(MostResults)
                .Select(Result)];
        }
        catch (Exception e) when (e is not (PipelineStoppedException or FlowControlException))
        {
            // Completion that fails would break the prompt: no store, no key and no rights all mean no suggestions.
            return [];
        }
    }

    /// <summary>What matches, best first, with a line of explanation each.</summary>
    private protected abstract IEnumerable<(string Text, string ToolTip)> Candidates(
        MimSession session, string pattern, CancellationToken cancellationToken);

    /// <summary>Names may be patterns where they are used, so what would act as a wildcard is escaped.</summary>
    private protected virtual bool TakesWildcards => true;

    private static MimSession Open(string? store, CancellationToken cancellationToken)
    {
        var reference = StoreLocator.Locate(store, RunspaceMemory.Current.Connection?.Reference, FullPath, mayCreate: false);
        return CompositionHost.Current.Open(reference, Caller.Context(), cancellationToken);
    }

    /// <summary>The runspace is busy completing, so its location is asked for from within.</summary>
    private static string FullPath(string path)
    {
        if (Path.IsPathFullyQualified(path))
        {
            return path;
        }

        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        var location = (PathInfo)shell.AddCommand("Get-Location").Invoke()[0].BaseObject;
        return Path.GetFullPath(path, location.ProviderPath);
    }

    private static string Unquoted(string word) => word.Trim('\'', '"').Replace("''", "'", StringComparison.Ordinal);

    private CompletionResult Result((string Text, string ToolTip) candidate)
    {
        var text = CompletionText.Quoted(candidate.Text, TakesWildcards);
        return new CompletionResult(text, candidate.Text, CompletionResultType.ParameterValue, candidate.ToolTip);
    }
}
