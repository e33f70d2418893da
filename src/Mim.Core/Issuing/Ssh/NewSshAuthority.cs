using Mim.Core.Identities;

namespace Mim.Core.Issuing.Ssh;

/// <summary>An authority of SSH that is wanted: a key that signs. Ten years when no lifetime is said.</summary>
public sealed record NewSshAuthority : NewSshIdentity
{
    public NewSshAuthority() => Criticality = Criticality.Critical;

    public SshAuthorityUse Use { get; init; } = SshAuthorityUse.User;
}
