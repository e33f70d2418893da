namespace Mim.Core.Discovery;

/// <summary>The certificates that one handshake showed, and what was agreed on.</summary>
/// <param name="Certificates">DER, as sent: the server's own first. Not empty.</param>
/// <param name="Protocol"><c>Tls10</c> … <c>Tls13</c>; <c>Ssl30</c> from a server that knows nothing better.</param>
/// <param name="CipherSuite">Its name in the registry of IANA, for example <c>TLS_AES_128_GCM_SHA256</c>.</param>
public sealed record ServedChain(IReadOnlyList<byte[]> Certificates, string Protocol, string CipherSuite)
{
    /// <summary>The stapled OCSP response (RFC 6066 section 8): DER; null when there was none.</summary>
    public byte[]? OcspStaple { get; init; }
}
