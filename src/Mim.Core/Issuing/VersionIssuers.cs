using Mim.Core.Identities;

namespace Mim.Core.Issuing;

/// <summary>Who makes the next version of what.</summary>
internal sealed class VersionIssuers(params IReadOnlyList<IVersionIssuer> issuers)
{
    /// <summary>Kinds of which somebody makes versions.</summary>
    public IReadOnlyList<IdentityKind> Kinds { get; } = [.. issuers.SelectMany(issuer => issuer.Kinds)];

    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>, and what the issuer throws.</exception>
    public async Task<PreparedVersion> PrepareNextAsync(
        MachineIdentity identity, CredentialVersion current, int number, CancellationToken cancellationToken)
    {
        RequireKnown(identity);
        var issuer = issuers.First(issuer => issuer.Kinds.Contains(identity.Kind));
        return issuer is IVersionAsker asker
            ? await asker.AskNextAsync(identity, current, number, cancellationToken).ConfigureAwait(false)
            : issuer.PrepareNext(identity, current, number, cancellationToken);
    }

    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>: nobody makes versions of that kind.</exception>
    public void RequireKnown(MachineIdentity identity)
    {
        if (!Kinds.Contains(identity.Kind))
        {
            throw new MimException(MimErrorCause.Unsupported, $"'{identity.Name}' is a {identity.Kind}, which is not rotated here.", identity.Name);
        }
    }
}
