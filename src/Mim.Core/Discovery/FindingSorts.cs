using Mim.Core.Identities;

namespace Mim.Core.Discovery;

/// <summary>
/// What each sort of scan looks for. A scan tells nothing of identities of the other sort: one that meets no TLS at a port has not
/// asked for the SSH server there.
/// </summary>
internal static class FindingSorts
{
    public static IReadOnlyList<IdentityKind> Certificates { get; } = [IdentityKind.Certificate, IdentityKind.CertificateAuthority];

    public static IReadOnlyList<IdentityKind> SshKeys { get; } =
        [IdentityKind.SshKey, IdentityKind.SshCertificate, IdentityKind.SshHostKey, IdentityKind.SshAuthority];

    /// <summary>Accounts, wherever they are kept.</summary>
    public static IReadOnlyList<IdentityKind> Accounts { get; } = [IdentityKind.ServiceAccount, IdentityKind.OAuthClient, IdentityKind.CloudIdentity];

    /// <summary>What leaks: a finding of it names nothing that an import could take.</summary>
    public static IReadOnlyList<IdentityKind> Secrets { get; } = [IdentityKind.Secret, IdentityKind.ApiToken];
}
