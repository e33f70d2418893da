namespace Mim.Discovery.Network.Tls;

/// <summary>Which certificates a client says it can verify. A server with two chooses by that.</summary>
[Flags]
internal enum CertificateFamilies
{
    None = 0,
    Rsa = 1,

    /// <summary>ECDSA above all; also EdDSA, DSA and ML-DSA.</summary>
    Other = 2,
    All = Rsa | Other,
}
