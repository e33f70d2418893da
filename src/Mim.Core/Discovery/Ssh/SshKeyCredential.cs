using Mim.Core.Ports;

namespace Mim.Core.Discovery.Ssh;

/// <summary>A key to log in with, which signs and never leaves the process.</summary>
/// <param name="Name">Of its identity, for people.</param>
/// <param name="VersionId">Of the key.</param>
/// <param name="PublicKey">In wire format (RFC 4253 section 6.6).</param>
/// <param name="Open">The private key, which the caller disposes.</param>
public sealed record SshKeyCredential(string Name, Guid VersionId, ReadOnlyMemory<byte> PublicKey, Func<ISigningKey> Open)
    : SshCredential(Name, VersionId)
{
    /// <summary>The certificate of the key that is shown with it, in wire format (OpenSSH PROTOCOL.certkeys); null for none.</summary>
    public byte[]? Certificate { get; init; }

    /// <summary>Of the certificate.</summary>
    public Guid? CertificateVersionId { get; init; }

    public bool Equals(SshKeyCredential? other) =>
        other is not null && VersionId == other.VersionId && CertificateVersionId == other.CertificateVersionId;

    public override int GetHashCode() => HashCode.Combine(VersionId, CertificateVersionId);
}
