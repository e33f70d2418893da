using Mim.Core.Discovery.Leaks.Suppressing;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class SuppressionStore(IConnectionSource source) : SuppressionReader(source), ISuppressionStore
{
    private const string Upsert =
        """
        INSERT INTO secret_suppression (hash, owner, reason, expires_at, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (hash) DO UPDATE SET
            owner = excluded.owner, reason = excluded.reason, expires_at = excluded.expires_at,
            created_at = excluded.created_at, created_by = excluded.created_by
        """;

    public void Put(SecretSuppression suppression) => Command(Upsert)
        .Add(HexText.Bytes(suppression.Hash))
        .Add(suppression.Owner)
        .Add(suppression.Reason)
        .Add(suppression.ExpiresAt)
        .Add(suppression.CreatedAt)
        .Add(suppression.CreatedBy)
        .Send();

    public void Remove(string hash) => Command("DELETE FROM secret_suppression WHERE hash = ?").Add(HexText.Bytes(hash)).Send();
}
