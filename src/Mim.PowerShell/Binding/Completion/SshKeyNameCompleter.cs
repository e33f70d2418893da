using Mim.Core;
using Mim.Core.Identities;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Names of keys of SSH, of users and hosts.</summary>
public sealed class SshKeyNameCompleter : StoreCompleter
{
    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(
        MimSession session, string pattern, CancellationToken cancellationToken)
    {
        var query = new IdentityQuery { Names = [pattern], Kinds = [IdentityKind.SshKey, IdentityKind.SshHostKey], First = 200 };
        return session.Identities.Find(query, cancellationToken)
            .Select(key => (key.Name, $"{key.Kind}, {key.KeyAlgorithm}, {key.Status}"));
    }
}
