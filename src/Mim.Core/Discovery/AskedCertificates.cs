namespace Mim.Core.Discovery;

/// <summary>Which of its certificates a server is asked for: it chooses by the signatures that a client says it can verify.</summary>
public enum AskedCertificates
{
    /// <summary>The one that it prefers, and then another kind.</summary>
    Every,

    /// <summary>Only one with an RSA key.</summary>
    Rsa,

    /// <summary>Only one with another key: ECDSA, EdDSA.</summary>
    NotRsa,
}
