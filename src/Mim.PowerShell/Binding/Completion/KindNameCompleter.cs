using Mim.Core;
using Mim.Core.Identities;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Names of identities of one kind.</summary>
public abstract class KindNameCompleter : StoreCompleter
{
    private readonly IdentityKind _kind;

    private protected KindNameCompleter(IdentityKind kind) => _kind = kind;

    private protected sealed override IEnumerable<(string Text, string ToolTip)> Candidates(
        MimSession session, string pattern, CancellationToken cancellationToken)
    {
        var query = new IdentityQuery { Names = [pattern], Kinds = [_kind], First = 200 };
        return session.Identities.Find(query, cancellationToken)
            .Select(identity => (identity.Name, $"{identity.KeyAlgorithm}, {identity.Status}"));
    }
}
