using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class PolicyStore(IConnectionSource source) : PolicyReader(source), IPolicyStore
{
    public void Put(IdentityPolicy policy) =>
        Command(
            """
            INSERT INTO policy (criticality, rules) VALUES (?, ?)
            ON CONFLICT (criticality) DO UPDATE SET rules = excluded.rules
            """)
            .Add((int)policy.Criticality)
            .Add(Json.Write(policy with { IsBuiltIn = false }))
            .Send();

    public bool Remove(Criticality criticality) =>
        Command("DELETE FROM policy WHERE criticality = ?").Add((int)criticality).Run() > 0;
}
