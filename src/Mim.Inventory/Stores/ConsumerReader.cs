using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class ConsumerReader(IConnectionSource source) : Table(source), IConsumerReader
{
    public IReadOnlyList<Consumer> OfIdentity(Guid identityId) => All(
        """
        SELECT id, identity_id, system, purpose, first_seen, last_seen
        FROM consumer WHERE identity_id = ? AND system IS NOT NULL ORDER BY system
        """,
        [identityId],
        Read);

    private static Consumer Read(Statement row) => new()
    {
        Id = row.Guid(),
        IdentityId = row.Guid(),
        System = row.Text(),
        Purpose = row.TextOrNull(),
        FirstSeen = row.Time(),
        LastSeen = row.Time(),
    };
}
