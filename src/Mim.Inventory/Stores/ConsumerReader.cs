using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class ConsumerReader(IConnectionSource source) : Table(source), IConsumerReader
{
    private const string Select = "SELECT id, identity_id, system, purpose, first_seen, last_seen FROM consumer";

    public IReadOnlyList<Consumer> OfIdentity(Guid identityId) =>
        All($"{Select} WHERE identity_id = ? AND system IS NOT NULL ORDER BY system", [identityId], Read);

    public IReadOnlyList<Consumer> OfIdentities(IReadOnlyList<Guid> identityIds, CancellationToken cancellationToken)
    {
        var conditions = new Conditions(Dialect).AndOneOf("identity_id", identityIds).And("system IS NOT NULL");
        return Page(new SqlQuery($"{Select}{conditions.Where} ORDER BY identity_id, system", [.. conditions.Values]), Read, cancellationToken);
    }

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
