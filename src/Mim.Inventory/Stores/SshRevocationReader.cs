using Mim.Core.Ports;
using Mim.Core.Revocation;
using Mim.Core.Revocation.Ssh;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class SshRevocationReader(IConnectionSource source) : Table(source), ISshRevocationReader
{
    /// <summary>Lists are large, up to megabytes each, so few are held at once.</summary>
    private const int ListsAPage = 4;

    private const string Columns = "fingerprint, identity_id, version_id, reason, revoked_at";

    public SshRevokedKey? Get(string fingerprint) =>
        One($"SELECT {Columns} FROM ssh_revoked_key WHERE fingerprint = ?", [HexText.Bytes(fingerprint)], Read);

    public IEnumerable<SshRevokedKey> Keys(CancellationToken cancellationToken) => Pages<SshRevokedKey>(
        (last, size) => new SqlQuery(
            $"SELECT {Columns} FROM ssh_revoked_key WHERE fingerprint > ? ORDER BY fingerprint LIMIT ?",
            [HexText.Bytes(last?.Fingerprint ?? string.Empty), size]),
        Read,
        null,
        cancellationToken);

    public IEnumerable<SshRevocationList> Lists(CancellationToken cancellationToken) => Pages<SshRevocationList>(
        (last, size) => new SqlQuery(
            """
            SELECT number, published_at, certificate_count, key_count, comment, krl
            FROM ssh_revocation_list WHERE number < ? ORDER BY number DESC LIMIT ?
            """,
            [last?.Number ?? long.MaxValue, size]),
        ReadList,
        null,
        cancellationToken,
        ListsAPage);

    private static SshRevokedKey Read(Statement row) =>
        new(Convert.ToHexString(row.Blob()), row.Guid(), row.Guid(), (RevocationReason)row.Int(), row.Time());

    private static SshRevocationList ReadList(Statement row) => new()
    {
        Number = row.Long(),
        PublishedAt = row.Time(),
        CertificateCount = row.Int(),
        KeyCount = row.Int(),
        Comment = row.Text(),
        Krl = row.Blob(),
    };
}
