using Mim.Core.Ports;
using Mim.Core.Revocation;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class RevocationStore(IConnectionSource source) : RevocationReader(source), IRevocationStore
{
    private const string Upsert =
        """
        INSERT INTO revocation (
            id, authority_id, version_id, serial_number, reason, revoked_at, invalidity_date, not_after, last_list_number)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (authority_id, serial_number) DO UPDATE SET
            id = excluded.id, version_id = excluded.version_id, reason = excluded.reason,
            revoked_at = excluded.revoked_at, invalidity_date = excluded.invalidity_date,
            not_after = excluded.not_after, last_list_number = excluded.last_list_number
        """;

    private const string InsertList =
        """
        INSERT INTO revocation_list (authority_id, number, this_update, next_update, entry_count, der)
        VALUES (?, ?, ?, ?, ?, ?)
        """;

    public void Put(RevocationRecord revocation) => Command(Upsert)
        .Add(revocation.Id)
        .Add(revocation.AuthorityId)
        .Add(revocation.VersionId)
        .Add(revocation.SerialNumber)
        .Add((int)revocation.Reason)
        .Add(revocation.RevokedAt)
        .Add(revocation.InvalidityDate)
        .Add(revocation.NotAfter)
        .Add(revocation.LastListNumber)
        .Send();

    public void Remove(Guid authorityId, string serialNumber) =>
        Command("DELETE FROM revocation WHERE authority_id = ? AND serial_number = ?").Add(authorityId).Add(serialNumber).Send();

    public void AddList(RevocationList list) => Command(InsertList)
        .Add(list.AuthorityId)
        .Add(list.Number)
        .Add(list.ThisUpdate)
        .Add(list.NextUpdate)
        .Add(list.EntryCount)
        .Add(list.Der)
        .Send();
}
