using Mim.Core.Revocation.Ssh;

namespace Mim.Core.Ports;

/// <summary>Reads revoked keys of SSH and published lists.</summary>
public interface ISshRevocationReader
{
    /// <summary>Null when the key is not revoked.</summary>
    /// <param name="fingerprint">SHA-256, hexadecimal.</param>
    SshRevokedKey? Get(string fingerprint);

    /// <summary>Every revoked key, in the order of their fingerprints.</summary>
    IEnumerable<SshRevokedKey> Keys(CancellationToken cancellationToken);

    /// <summary>Published lists, newest first.</summary>
    IEnumerable<SshRevocationList> Lists(CancellationToken cancellationToken);
}
