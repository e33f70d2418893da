using Mim.Core.Policies;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class PolicyReader(IConnectionSource source) : Table(source), IPolicyReader
{
    public IReadOnlyList<IdentityPolicy> All() => All(
        "SELECT rules FROM policy ORDER BY criticality", [], row => Json.Read<IdentityPolicy>(row.Text()));
}
