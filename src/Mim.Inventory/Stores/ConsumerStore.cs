using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class ConsumerStore(IConnectionSource source) : ConsumerReader(source), IConsumerStore
{
    private const string Upsert =
        """
        INSERT INTO consumer (id, identity_id, system, purpose, first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (identity_id, system) DO UPDATE SET purpose = excluded.purpose, last_seen = excluded.last_seen
        """;

    public void Put(Consumer consumer) => Command(Upsert)
        .Add(consumer.Id)
        .Add(consumer.IdentityId)
        .Add(consumer.System)
        .Add(consumer.Purpose)
        .Add(consumer.FirstSeen)
        .Add(consumer.LastSeen)
        .Send();
}
