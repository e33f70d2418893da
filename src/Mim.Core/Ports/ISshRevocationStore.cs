using Mim.Core.Revocation.Ssh;

namespace Mim.Core.Ports;

/// <summary>Revocations of SSH within one transaction.</summary>
public interface ISshRevocationStore : ISshRevocationReader
{
    /// <summary>Adds or replaces the revocation of that key.</summary>
    void Put(SshRevokedKey key);

    /// <summary>Takes a suspended key off the next list.</summary>
    /// <param name="fingerprint">SHA-256, hexadecimal.</param>
    void Remove(string fingerprint);

    void AddList(SshRevocationList list);
}
