namespace Mim.Core.Issuing.Ssh;

/// <summary>How a key of SSH is written.</summary>
public enum SshKeyFormat
{
    /// <summary>One line for the public key, openssh-key-v1 for the private one.</summary>
    OpenSsh,

    /// <summary>What OpenSSL reads: SubjectPublicKeyInfo for the public key, PKCS#8 for the private one (RFC 7468).</summary>
    Pem,

    /// <summary>The public key in the block of RFC 4716, which has no form for private ones.</summary>
    Rfc4716,
}
