using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Revocation;

namespace Mim.Core.Discovery;

/// <summary>A certificate seen on a server, in a file or in a certificate store; or what was there instead.</summary>
public sealed record CertificateFinding : Finding
{
    /// <summary>Host as it was asked for; null unless a server was asked.</summary>
    public string? ComputerName { get; init; }

    /// <summary>The address that answered.</summary>
    public string? IPAddress { get; init; }

    public int? Port { get; init; }

    /// <summary>The server name that was sent (RFC 6066 section 3); null when none was.</summary>
    public string? ServerName { get; init; }

    /// <summary>How the connection became TLS.</summary>
    public StartTls? StartTls { get; init; }

    /// <summary><c>Tls12</c>, <c>Tls13</c> …</summary>
    public string? Protocol { get; init; }

    /// <summary>Its name in the registry of IANA.</summary>
    public string? CipherSuite { get; init; }

    public TimeSpan? ConnectTime { get; init; }

    /// <summary>The stapled OCSP response: DER.</summary>
    public byte[]? OcspStaple { get; init; }

    /// <summary>What that response says; null when there is none, or it cannot be read.</summary>
    public OcspAnswer? Ocsp { get; init; }

    /// <summary>Whether the certificate is for the host that was asked; null unless a server was asked.</summary>
    public bool? NameMatches { get; init; }

    /// <summary>
    /// Whether the certificate leads to a root that this machine or the inventory trusts, with the issuers that were sent; null
    /// unless a server was asked.
    /// </summary>
    public bool? IsTrusted { get; init; }

    /// <summary>Every reason why a client would refuse it; empty when none would.</summary>
    public IReadOnlyList<string> PathErrors { get; init; } = [];

    /// <summary>File or certificate store it lies in; null unless one was read.</summary>
    public string? Path { get; init; }

    /// <summary><c>Pem</c>, <c>Pfx</c>, <c>Jks</c> …</summary>
    public string? Format { get; init; }

    /// <summary>Alias or place within the file.</summary>
    public string? Entry { get; init; }

    /// <summary>Whether its private key lies with it.</summary>
    public bool HasPrivateKey { get; init; }

    /// <summary>Whether that key is encrypted.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>As <c>ls</c> shows them: <c>rw-r-----</c>.</summary>
    public string? Permissions { get; init; }

    public string? Subject { get; init; }

    public string? Issuer { get; init; }

    /// <summary>Upper-case hexadecimal.</summary>
    public string? SerialNumber { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? NotAfter { get; init; }

    public IReadOnlyList<string> DnsName { get; init; } = [];

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, upper-case hexadecimal.</summary>
    public string? KeyFingerprint { get; init; }

    /// <summary>DER.</summary>
    public byte[]? Certificate { get; init; }

    /// <summary>Issuers as they were sent or lie with it: DER.</summary>
    public IReadOnlyList<byte[]> Chain { get; init; } = [];

    internal override IReadOnlyList<IdentityKind> Sort => FindingSorts.Certificates;

    public override string ToString() => Certificate is null ? $"{Location}: {Status}" : $"{Location}: {Subject}";

    /// <summary>Takes over what a certificate says.</summary>
    internal CertificateFinding With(CertificateFacts facts) => this with
    {
        Kind = facts.IsAuthority ? IdentityKind.CertificateAuthority : IdentityKind.Certificate,
        SuggestedName = ImportNames.Clean(facts.CommonName ?? facts.Names.Dns.FirstOrDefault(facts.Fingerprint), facts.Fingerprint),
        Fingerprint = facts.Fingerprint,
        KeyFingerprint = facts.KeyFingerprint,
        KeyAlgorithm = facts.KeyAlgorithm,
        Subject = facts.Subject,
        Issuer = facts.Issuer,
        SerialNumber = facts.SerialNumber,
        NotBefore = facts.NotBefore,
        NotAfter = facts.NotAfter,
        DnsName = facts.Names.Dns,
        Certificate = facts.Der,
    };

    internal override FoundCredential? ToCredential() => Certificate is null ? null : new FoundCredential
    {
        Kind = Kind!.Value,
        Source = Location,
        LocationKind = LocationKind,
        SeenAt = FoundAt,
        SuggestedName = SuggestedName!,
        Certificate = Certificate,
        Chain = Chain,
        KeyAlgorithm = KeyAlgorithm,
    };
}
