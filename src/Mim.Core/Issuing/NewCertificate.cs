using Mim.Core.Identities;

namespace Mim.Core.Issuing;

/// <summary>A certificate that is wanted, as the user says it. Without a lifetime it has the policy's default, cut where the authority ends.</summary>
public sealed record NewCertificate : NewIdentity
{
    /// <summary>Without any name of any kind, servers get <see cref="NewIdentity.Name"/> when it is a DNS name.</summary>
    public IReadOnlyList<string> DnsNames { get; init; } = [];

    public IReadOnlyList<string> IPAddresses { get; init; } = [];

    public IReadOnlyList<string> Uris { get; init; } = [];

    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>RFC 4514 text; null for <c>CN=</c> and the name.</summary>
    public string? Subject { get; init; }

    /// <summary>Name of the authority; null for the only one that issues.</summary>
    public string? Authority { get; init; }

    public CertificateProfile Profile { get; init; } = CertificateProfile.Server;

    public KeyAlgorithm KeyAlgorithm { get; init; } = KeyAlgorithm.EcdsaP256;

    /// <summary>A request (RFC 2986), PEM or DER: its key is certified, and the key stays with whoever made it.</summary>
    public byte[]? Request { get; init; }
}
