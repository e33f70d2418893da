using System.Management.Automation;

using Mim.Core;
using Mim.Core.Identities;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Tags in use.</summary>
public sealed class TagCompleter : StoreCompleter
{
    private protected override bool TakesWildcards => false;

    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(
        MimSession session, string pattern, CancellationToken cancellationToken)
    {
        var matcher = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        return session.Identities.Find(new IdentityQuery { First = 2000 }, cancellationToken)
            .SelectMany(identity => identity.Tags)
            .Where(matcher.IsMatch)
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(tag => (tag, "Tag of identities"));
    }
}
