using Mim.Core.Identities;

namespace Mim.Core.Issuing;

/// <summary>Who makes the next version of what.</summary>
internal sealed class VersionIssuers(params IReadOnlyList<IVersionSource> issuers)
{
    /// <summary>Kinds of which somebody makes versions.</summary>
    public IReadOnlyList<IdentityKind> Kinds { get; } = [.. issuers.SelectMany(issuer => issuer.Kinds)];

    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>, and what the issuer throws.</exception>
    public Task<PreparedVersion> PrepareNextAsync(
        MachineIdentity identity, CredentialVersion current, int number, CancellationToken cancellationToken)
    {
        RequireKnown(identity);
        return issuers.First(issuer => issuer.Kinds.Contains(identity.Kind)).PrepareNextAsync(identity, current, number, cancellationToken);
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
