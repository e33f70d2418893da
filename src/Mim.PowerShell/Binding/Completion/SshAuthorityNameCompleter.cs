using Mim.Core;
using Mim.Core.Identities;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Names of authorities of SSH.</summary>
public sealed class SshAuthorityNameCompleter : StoreCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(
        MimSession session, string pattern, CancellationToken cancellationToken)
    {
        var query = new IdentityQuery { Names = [pattern], Kinds = [IdentityKind.SshAuthority], First = 200 };
        return session.Identities.Find(query, cancellationToken)
            .Select(authority => (authority.Name, $"{authority.KeyAlgorithm}, {authority.Status}"));
    }
}
