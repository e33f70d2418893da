using Mim.Core.Accounts;
using Mim.Core.Accounts.OAuth;
using Mim.Core.Identities;

namespace Mim.Core.Delivery;

/// <summary>What belongs to each kind of target.</summary>
public static class TargetKinds
{
    /// <summary>The type of its settings.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>: a kind that this version does not know.</exception>
    public static Type SettingsType(this TargetKind kind) => kind switch
    {
        TargetKind.File => typeof(FileTargetSettings),
        TargetKind.Command or TargetKind.Nginx or TargetKind.Apache or TargetKind.HAProxy or TargetKind.PostgreSql or TargetKind.Postfix
            or TargetKind.Dovecot or TargetKind.JavaKeystore or TargetKind.Kubernetes
            or TargetKind.Script => typeof(ServiceTargetSettings),
        TargetKind.AuthorizedKeys => typeof(AuthorizedKeysSettings),
        TargetKind.SshHostCertificate or TargetKind.SshTrustedAuthority or TargetKind.SshRevokedKeys => typeof(SshServerSettings),
        TargetKind.Account => typeof(AccountSettings),
        TargetKind.OAuthClient => typeof(OAuthClientSettings),
        _ when kind.IsOfWindows() => typeof(WindowsTargetSettings),
        _ => throw new MimException(MimErrorCause.Unsupported, $"{kind} targets are not known here."),
    };

    /// <summary>Whether it is something that only Windows has.</summary>
    public static bool IsOfWindows(this TargetKind kind) =>
        kind is TargetKind.WindowsStore or TargetKind.Iis or TargetKind.RemoteDesktop or TargetKind.WinRm;

    /// <summary>The identities whose versions go there.</summary>
    public static IReadOnlyList<IdentityKind> IdentityKinds(this TargetKind kind) => kind switch
    {
        TargetKind.AuthorizedKeys => [IdentityKind.SshKey],
        TargetKind.SshHostCertificate => [IdentityKind.SshCertificate],
        TargetKind.SshTrustedAuthority => [IdentityKind.SshAuthority],
        TargetKind.SshRevokedKeys => [IdentityKind.SshAuthority, IdentityKind.SshKey, IdentityKind.SshHostKey, IdentityKind.SshCertificate],
        TargetKind.Account => [IdentityKind.ServiceAccount],
        TargetKind.OAuthClient => [IdentityKind.OAuthClient],
        TargetKind.Kubernetes => [IdentityKind.Certificate, IdentityKind.Secret, IdentityKind.ServiceAccount, IdentityKind.OAuthClient],
        _ => [IdentityKind.Certificate],
    };
}
