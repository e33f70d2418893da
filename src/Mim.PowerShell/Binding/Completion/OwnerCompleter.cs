using Mim.Core;
using Mim.Core.Identities;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Owners of the identities at hand.</summary>
public sealed class OwnerCompleter : StoreCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(
        MimSession session, string pattern, CancellationToken cancellationToken) =>
        session.Identities.Find(new IdentityQuery { Owners = [pattern], First = 2000 }, cancellationToken)
            .Select(identity => identity.Owner!)
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(owner => (owner, "Owner of identities"));
}
