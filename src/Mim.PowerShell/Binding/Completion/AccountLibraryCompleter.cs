using System.Management.Automation;

using Mim.Core;
using Mim.Core.Identities;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Libraries of accounts: the values of a tag.</summary>
public sealed class AccountLibraryCompleter : StoreCompleter
{
    private const string Tag = "library=";

    private protected override bool TakesWildcards => false;

    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(
        MimSession session, string pattern, CancellationToken cancellationToken)
    {
        var matcher = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        return session.Identities.Find(new IdentityQuery { Kinds = [IdentityKind.ServiceAccount] }, cancellationToken)
            .SelectMany(identity => identity.Tags)
            .Where(tag => tag.StartsWith(Tag, StringComparison.OrdinalIgnoreCase))
            .Select(tag => tag[Tag.Length..])
            .Where(matcher.IsMatch)
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(library => (library, "Library of accounts"));
    }
}
