using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Formats;

/// <summary>Makes sightings of what the formats give.</summary>
internal static class Sightings
{
    public static SshKeySighting Of(SshKeyRole role, string format, SshPublicKey key, string comment = "") => Of(role, format) with
    {
        KeyAlgorithm = key.Algorithm,
        Bits = key.Bits,
        PublicKey = key.Blob,
        SubjectPublicKeyInfo = SubjectKey.Encode(key),
        SshFingerprint = key.Fingerprint,
        Comment = comment.Length == 0 ? null : comment,
    };

    /// <summary>A certificate; its role is told by whom it is for.</summary>
    public static SshKeySighting Of(string format, SshCertificate certificate, string comment = "") => Of(
        certificate.Facts.IsForHost ? SshKeyRole.HostCertificate : SshKeyRole.UserCertificate, format, certificate.Key, comment) with
    {
        Certificate = certificate.Facts,
    };

    /// <summary>A key of which no more is known.</summary>
    public static SshKeySighting Of(SshKeyRole role, string format) => new(FindingStatus.Found, role) { Format = format };

    public static SshKeySighting Damaged(SshKeyRole role, string format, string what, int? line = null) =>
        new(FindingStatus.Damaged, role) { Format = format, Detail = what, Line = line };
}
