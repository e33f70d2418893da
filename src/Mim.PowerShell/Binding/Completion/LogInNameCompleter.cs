using System.Collections.Immutable;

using Mim.Core;
using Mim.Core.Identities;

namespace Mim.PowerShell.Binding.Completion;

/// <summary>Names of what hosts are logged in to with.</summary>
public sealed class LogInNameCompleter : StoreCompleter
{
    /// <summary>The kinds, that which counts for most first.</summary>
    internal static ImmutableArray<IdentityKind> Kinds { get; } = [IdentityKind.SshKey, IdentityKind.SshCertificate, IdentityKind.Secret];

    private protected override IEnumerable<(string Text, string ToolTip)> Candidates(
        MimSession session, string pattern, CancellationToken cancellationToken) =>
        session.Identities.Find(new IdentityQuery { Names = [pattern], Kinds = Kinds, First = 200 }, cancellationToken)
            .Where(identity => identity.HasPrivateKey || identity.Kind == IdentityKind.SshCertificate)
            .Select(identity => (identity.Name, $"{identity.Kind}, {identity.Status}"));
}
