using System.Management.Automation;

using Mim.Core;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Paths of targets.</summary>
public sealed class TargetPathCompleter : StoreCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(
        MimSession session, string pattern, CancellationToken cancellationToken)
    {
        var matcher = WildcardPattern.Get(pattern, WildcardOptions.None);
        return session.Targets.Find(identityId: null, cancellationToken)
            .Where(target => matcher.IsMatch(target.Address))
            .Select(target => (target.Address, $"{target.Kind} target of {target.Identity}"));
    }
}
