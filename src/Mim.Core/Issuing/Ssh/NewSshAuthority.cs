using Mim.Core.Identities;

namespace Mim.Core.Issuing.Ssh;

/// <summary>An authority of SSH that is wanted: a key that signs. Ten years when no lifetime is said.</summary>
public sealed record NewSshAuthority : NewSshIdentity
{
    public NewSshAuthority() => Criticality = Identities.Criticality.Critical;

    /// <summary>
    /// Name of the authority whose place it is to take; null for none. It certifies nothing until it is made
    /// <see cref="AuthorityState.Active"/>.
    /// </summary>
    public string? Replaces { get; init; }

    public SshAuthorityUse Use { get; init; } = SshAuthorityUse.User;
}
