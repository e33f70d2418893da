using System.Management.Automation;

using Mim.Core;
using Mim.Core.Accounts;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Servers of the accounts that are rotated here.</summary>
public sealed class AccountServerCompleter : StoreCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(
        MimSession session, string pattern, CancellationToken cancellationToken)
    {
        var matcher = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        return session.Targets.Find(identityId: null, cancellationToken)
            .Select(target => target.Settings).OfType<AccountSettings>()
            .Where(settings => matcher.IsMatch(settings.Server))
            .OrderBy(settings => settings.Server, StringComparer.OrdinalIgnoreCase)
            .Select(settings => (settings.Server, $"Server of {settings.System} accounts"));
    }
}
