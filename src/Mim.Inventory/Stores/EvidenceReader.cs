using Mim.Core.Access;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class EvidenceReader(IConnectionSource source) : Table(source), IEvidenceReader
{
    private static readonly DateTimeOffset _end = DateTimeOffset.MaxValue;

    public IEnumerable<Evidence> OfIdentity(Guid identityId, CancellationToken cancellationToken) => Pages<Evidence>(
        (last, size) => new SqlQuery(
            """
            SELECT id, identity_id, version_id, kind, source, detail, at FROM evidence
            WHERE identity_id = ? AND (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT ?
            """,
            [identityId, last?.At ?? _end, last?.Id ?? Guid.AllBitsSet, size]),
        Read,
        null,
        cancellationToken);

    private static Evidence Read(Statement row) => new()
    {
        Id = row.Guid(),
        IdentityId = row.Guid(),
        VersionId = row.GuidOrNull(),
        Kind = (EvidenceKind)row.Int(),
        Source = row.Text(),
        Detail = row.TextOrNull(),
        At = row.Time(),
    };
}
