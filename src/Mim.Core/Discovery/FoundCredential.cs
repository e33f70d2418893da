using Mim.Core.Identities;
using Mim.Core.Sealing;

namespace Mim.Core.Discovery;

/// <summary>One credential read from a file or object, before the inventory knows it. Owns its key material.</summary>
public sealed class FoundCredential : IDisposable
{
    public required IdentityKind Kind { get; init; }

    /// <summary>Where it came from: a path, or the address of a location.</summary>
    public required string Source { get; init; }

    /// <summary>One of <see cref="LocationKinds"/> when the source is a place that the inventory should know; null for none.</summary>
    public string? LocationKind { get; init; }

    /// <summary>When it was seen there, UTC; null for the time of the import.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>A name to give when the user gives none: common name, first DNS name, key comment or file name.</summary>
    public required string SuggestedName { get; init; }

    /// <summary>Certificates: DER.</summary>
    public byte[]? Certificate { get; init; }

    /// <summary>Issuer certificates that came along: DER, leaf's issuer first.</summary>
    public IReadOnlyList<byte[]> Chain { get; init; } = [];

    /// <summary>SSH keys: the public key blob (RFC 4253 section 6.6).</summary>
    public byte[]? SshPublicKey { get; init; }

    /// <summary>PKCS#8 DER for certificates, the file's own bytes for SSH keys; null when only the public part was there.</summary>
    public KeyMaterial? PrivateKey { get; init; }

    public string? KeyAlgorithm { get; init; }

    public void Dispose() => PrivateKey?.Dispose();
}
