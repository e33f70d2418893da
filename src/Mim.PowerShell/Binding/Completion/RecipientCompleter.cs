using System.Management.Automation;

using Mim.Core;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Names of the store's recipients.</summary>
public sealed class RecipientCompleter : StoreCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(
        MimSession session, string pattern, CancellationToken cancellationToken)
    {
        var matcher = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        return session.Keyring.Recipients()
            .Where(recipient => matcher.IsMatch(recipient.Label))
            .Select(recipient => (recipient.Label, recipient.Kind.ToString()));
    }
}
