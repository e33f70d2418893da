using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>The time zones that this system knows.</summary>
public sealed class TimeZoneCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var begun = wordToComplete.Trim('\'', '"');
        return TimeZoneInfo.GetSystemTimeZones()
            .Where(zone => zone.Id.StartsWith(begun, StringComparison.OrdinalIgnoreCase))
            .OrderBy(zone => zone.Id, StringComparer.Ordinal)
            .Select(zone => new CompletionResult(
                CompletionText.Quoted(zone.Id, escapeWildcards: false), zone.Id, CompletionResultType.ParameterValue, zone.DisplayName));
    }
}
