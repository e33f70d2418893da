using Mim.Core.Access;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class EvidenceStore(IConnectionSource source) : EvidenceReader(source), IEvidenceStore
{
    private static readonly RowInsert _insert = new("evidence", "id, identity_id, version_id, kind, source, detail, at");

    public void Add(Evidence evidence) => Row(_insert)
        .Add(evidence.Id)
        .Add(evidence.IdentityId)
        .Add(evidence.VersionId)
        .Add((int)evidence.Kind)
        .Add(evidence.Source)
        .Add(evidence.Detail)
        .Add(evidence.At)
        .Send();
}
