using Mim.Core;
using Mim.Core.Identities;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Names of identities.</summary>
public sealed class IdentityNameCompleter : StoreCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(
        MimSession session, string pattern, CancellationToken cancellationToken) =>
        session.Identities.Find(new IdentityQuery { Names = [pattern], First = 200 }, cancellationToken)
            .Select(identity => (identity.Name, $"{identity.Kind}, {identity.Status}, {identity.Owner ?? "no owner"}"));
}
