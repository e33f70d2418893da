namespace Mim.Core.Discovery.Ssh;

/// <summary>What a key is to the file or server it was seen in.</summary>
public enum SshKeyRole
{
    /// <summary>Proves who its holder is.</summary>
    PrivateKey,

    /// <summary>Lies beside a private key, or somewhere on its own.</summary>
    PublicKey,

    /// <summary>May log in to an account: a line of authorized_keys.</summary>
    AuthorizedKey,

    /// <summary>Another host as this one knows it: a line of known_hosts.</summary>
    KnownHost,

    /// <summary>What a server shows as its own, or its configuration names as such.</summary>
    HostKey,

    /// <summary>A certificate that a server shows, or its configuration names.</summary>
    HostCertificate,

    /// <summary>A certificate that logs in to accounts.</summary>
    UserCertificate,

    /// <summary>Whose certificates are accepted: <c>TrustedUserCAKeys</c>, <c>cert-authority</c>, <c>@cert-authority</c>.</summary>
    TrustedAuthority,

    /// <summary>No longer accepted: <c>RevokedKeys</c>, a key revocation list, <c>@revoked</c>.</summary>
    RevokedKey,
}
