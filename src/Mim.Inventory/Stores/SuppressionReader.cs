using Mim.Core.Discovery.Leaks.Suppressing;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class SuppressionReader(IConnectionSource source) : Table(source), ISuppressionReader
{
    private const string Select = "SELECT hash, owner, reason, expires_at, created_at, created_by FROM secret_suppression";

    public SecretSuppression? Get(string hash) => One($"{Select} WHERE hash = ?", [HexText.Bytes(hash)], Read);

    public IEnumerable<SecretSuppression> Find(CancellationToken cancellationToken) => Pages<SecretSuppression>(
        (last, size) => new SqlQuery($"{Select} WHERE hash > ? ORDER BY hash LIMIT ?", [HexText.Bytes(last?.Hash ?? string.Empty), size]),
        Read,
        null,
        cancellationToken);

    private static SecretSuppression Read(Statement row) => new()
    {
        Hash = Convert.ToHexString(row.Blob()),
        Owner = row.Text(),
        Reason = row.Text(),
        ExpiresAt = row.Time(),
        CreatedAt = row.Time(),
        CreatedBy = row.Text(),
    };
}
