using Mim.Core.Ports;
using Mim.Core.Revocation;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class RevocationReader(IConnectionSource source) : Table(source), IRevocationReader
{
    /// <summary>Lists are large, up to millions of entries each, so few are held at once.</summary>
    private const int ListsAPage = 4;

    private const string Columns =
        "id, authority_id, version_id, serial_number, reason, revoked_at, invalidity_date, not_after, last_list_number";

    private const string SelectLists =
        """
        SELECT l.authority_id, i.name, l.number, l.this_update, l.next_update, l.entry_count, l.der
        FROM revocation_list l JOIN identity i ON i.id = l.authority_id
        """;

    public RevocationRecord? Get(Guid authorityId, string serialNumber) => One(
        $"SELECT {Columns} FROM revocation WHERE authority_id = ? AND serial_number = ?", [authorityId, serialNumber], Read);

    public IEnumerable<RevocationRecord> Pending(Guid authorityId, CancellationToken cancellationToken) =>
        Pages<RevocationRecord>(
            (last, size) => new SqlQuery(
                $"""
                SELECT {Columns} FROM revocation{Dialect.By("revocation_pending")}
                WHERE authority_id = ? AND last_list_number IS NULL AND serial_number > ?
                ORDER BY serial_number LIMIT ?
                """,
                [authorityId, last?.SerialNumber ?? string.Empty, size]),
            Read,
            null,
            cancellationToken);

    public IEnumerable<RevocationList> Lists(Guid? authorityId, CancellationToken cancellationToken) =>
        Pages<RevocationList>(
            (last, size) => authorityId is { } authority
                ? new SqlQuery(
                    $"{SelectLists} WHERE l.authority_id = ? AND l.number < ? ORDER BY l.number DESC LIMIT ?",
                    [authority, last?.Number ?? long.MaxValue, size])
                : new SqlQuery(
                    $"""
                    {SelectLists} WHERE (l.this_update, l.authority_id, l.number) < (?, ?, ?)
                    ORDER BY l.this_update DESC, l.authority_id DESC, l.number DESC LIMIT ?
                    """,
                    [
                        last?.ThisUpdate ?? DateTimeOffset.MaxValue,
                        last?.AuthorityId ?? Guid.AllBitsSet,
                        last?.Number ?? long.MaxValue,
                        size,
                    ]),
            ReadList,
            null,
            cancellationToken,
            ListsAPage);

    private static RevocationRecord Read(Statement row) => new()
    {
        Id = row.Guid(),
        AuthorityId = row.Guid(),
        VersionId = row.GuidOrNull(),
        SerialNumber = row.Text(),
        Reason = (RevocationReason)row.Int(),
        RevokedAt = row.Time(),
        InvalidityDate = row.TimeOrNull(),
        NotAfter = row.Time(),
        LastListNumber = row.LongOrNull(),
    };

    private static RevocationList ReadList(Statement row) => new()
    {
        AuthorityId = row.Guid(),
        Authority = row.Text(),
        Number = row.Long(),
        ThisUpdate = row.Time(),
        NextUpdate = row.Time(),
        EntryCount = row.Int(),
        Der = row.Blob(),
    };
}
