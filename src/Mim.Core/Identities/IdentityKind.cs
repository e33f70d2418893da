namespace Mim.Core.Identities;

/// <summary>What sort of machine identity this is.</summary>
public enum IdentityKind
{
    Certificate,
    CertificateAuthority,
    SshKey,
    SshCertificate,
    SshHostKey,
    SshAuthority,
    Secret,
    ApiToken,
    OAuthClient,
    ServiceAccount,
    WorkloadIdentity,
    CloudIdentity,
    TokenAuthority,
}
