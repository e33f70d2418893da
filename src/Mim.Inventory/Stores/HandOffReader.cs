using Mim.Core.Ports;
using Mim.Core.Vault;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class HandOffReader(IConnectionSource source) : Table(source), IHandOffReader
{
    protected const string Columns = "id, identity_id, version_id, token_hash, created_by, created_at, expires_at, ended_at, received_by";

    public HandOff? Find(string tokenHash) =>
        One($"SELECT {Columns} FROM hand_off WHERE token_hash = ?", [HexText.Bytes(tokenHash)], Read);

    public IReadOnlyList<HandOff> Waiting(Guid identityId) => All(
        $"SELECT {Columns} FROM hand_off{Dialect.By("hand_off_by_identity")} WHERE identity_id = ? AND ended_at IS NULL ORDER BY id", [identityId], Read);

    public IReadOnlyList<HandOff> Expired(DateTimeOffset now, int limit) => All(
        $"SELECT {Columns} FROM hand_off{Dialect.By("hand_off_waiting")} WHERE ended_at IS NULL AND expires_at <= ? ORDER BY expires_at, id LIMIT ?",
        [now, limit],
        Read);

    private static HandOff Read(Statement row) => new()
    {
        Id = row.Guid(),
        IdentityId = row.Guid(),
        VersionId = row.Guid(),
        TokenHash = row.Hex(),
        CreatedBy = row.Text(),
        CreatedAt = row.Time(),
        ExpiresAt = row.Time(),
        EndedAt = row.TimeOrNull(),
        ReceivedBy = row.TextOrNull(),
    };
}
