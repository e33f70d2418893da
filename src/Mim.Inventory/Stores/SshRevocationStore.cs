using Mim.Core.Ports;
using Mim.Core.Revocation.Ssh;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class SshRevocationStore(IConnectionSource source) : SshRevocationReader(source), ISshRevocationStore
{
    private const string Upsert =
        """
        INSERT INTO ssh_revoked_key (fingerprint, identity_id, version_id, reason, revoked_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (fingerprint) DO UPDATE SET
            identity_id = excluded.identity_id, version_id = excluded.version_id, reason = excluded.reason, revoked_at = excluded.revoked_at
        """;

    private const string InsertList =
        """
        INSERT INTO ssh_revocation_list (number, published_at, certificate_count, key_count, comment, krl)
        VALUES (?, ?, ?, ?, ?, ?)
        """;

    public void Put(SshRevokedKey key) => Command(Upsert)
        .Add(HexText.Bytes(key.Fingerprint))
        .Add(key.IdentityId)
        .Add(key.VersionId)
        .Add((int)key.Reason)
        .Add(key.RevokedAt)
        .Send();

    public void Remove(string fingerprint) =>
        Command("DELETE FROM ssh_revoked_key WHERE fingerprint = ?").Add(HexText.Bytes(fingerprint)).Send();

    public void AddList(SshRevocationList list) => Command(InsertList)
        .Add(list.Number)
        .Add(list.PublishedAt)
        .Add(list.CertificateCount)
        .Add(list.KeyCount)
        .Add(list.Comment)
        .Add(list.Krl)
        .Send();
}
