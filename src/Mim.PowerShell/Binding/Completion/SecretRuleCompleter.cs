using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

using Mim.Core.Discovery.Leaks;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>The rules for secrets.</summary>
public sealed class SecretRuleCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var matcher = WildcardPattern.Get(wordToComplete.Trim('\'', '"') + "*", WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        return SecretRules.All
            .Where(rule => matcher.IsMatch(rule.Id))
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .Select(rule => new CompletionResult(rule.Id, rule.Id, CompletionResultType.ParameterValue, $"{rule.Severity}: {rule.Title}"));
    }
}
