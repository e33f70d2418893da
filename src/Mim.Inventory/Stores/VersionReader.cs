using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class VersionReader(IConnectionSource source) : Table(source), IVersionReader
{
    protected const string Columns =
        """
        id, identity_id, number, state, state_reason, state_at, not_before, not_after, due_at, authority_id,
        issuer_version_id, subject, issuer, serial_number, fingerprint, key_fingerprint, key_algorithm, template,
        has_private_key, created_at, certificate, chain
        """;

    public CredentialVersion? Get(Guid id) => One($"SELECT {Columns} FROM version WHERE id = ?", [id], Read);

    public IReadOnlyList<CredentialVersion> OfIdentity(Guid identityId) =>
        All($"SELECT {Columns} FROM version WHERE identity_id = ? ORDER BY number", [identityId], Read);

    public IEnumerable<CredentialVersion> Find(VersionQuery query, CancellationToken cancellationToken)
    {
        // One index is named, or none for their key, the most selective first. Digests and serial numbers lead to few, which are then
        // sorted; what an authority signed comes out of its index in order of the ids, page by page.
        (string? index, string column, SqlValue value) = query switch
        {
            { Ids: { } ids } => (null, Dialect.IsOneOfIds("id"), SqlValue.ListOf(ids)),
            { Fingerprint: { } fingerprint } => ("fingerprint", "fingerprint = ?", HexText.Bytes(fingerprint)),
            { Fingerprints: { } fingerprints } => ("fingerprint", Dialect.IsOneOfIds("fingerprint"), Digests(fingerprints)),
            { KeyFingerprint: { } key } => ("key", "key_fingerprint = ?", HexText.Bytes(key)),
            { SerialNumber: { } serial } => ("serial_number", "serial_number = ?", serial),
            { AuthorityId: { } authority } => ("authority", "authority_id = ?", authority),
            _ => throw new MimException(MimErrorCause.InvalidArgument, "A query for versions needs a condition."),
        };
        var conditions = new Conditions(Dialect)
            .And(column, value)
            .AndIf(index != "fingerprint" && query.Fingerprint is not null, "fingerprint = ?", HexText.Bytes(query.Fingerprint ?? string.Empty))
            .AndIf(
                query.Fingerprints is not null && (index != "fingerprint" || query.Fingerprint is not null),
                Dialect.IsOneOfIds("fingerprint"),
                Digests(query.Fingerprints))
            .AndIf(index != "key" && query.KeyFingerprint is not null, "key_fingerprint = ?", HexText.Bytes(query.KeyFingerprint ?? string.Empty))
            .AndIf(index != "serial_number" && query.SerialNumber is not null, "serial_number = ?", query.SerialNumber ?? string.Empty)
            .AndIf(index != "authority" && query.AuthorityId is not null, "authority_id = ?", query.AuthorityId ?? Guid.Empty);
        return Pages<CredentialVersion>(After, Read, null, cancellationToken);

        SqlQuery After(CredentialVersion? last, int size)
        {
            var page = conditions.Copy().And("id > ?", last?.Id ?? Guid.Empty);
            return new SqlQuery(
                $"SELECT {Columns} FROM version{Dialect.By(index is null ? null : $"version_by_{index}")}{page.Where} ORDER BY id LIMIT ?",
                [.. page.Values, size]);
        }
    }

    private static SqlValue Digests(IEnumerable<string>? fingerprints) => SqlValue.ListOf((fingerprints ?? []).Select(HexText.Bytes));

    private static CredentialVersion Read(Statement row) => new()
    {
        Id = row.Guid(),
        IdentityId = row.Guid(),
        Number = row.Int(),
        State = (VersionState)row.Int(),
        StateReason = row.TextOrNull(),
        StateAt = row.Time(),
        NotBefore = row.TimeOrNull(),
        NotAfter = row.TimeOrNull(),
        DueAt = row.TimeOrNull(),
        AuthorityId = row.GuidOrNull(),
        IssuerVersionId = row.GuidOrNull(),
        Subject = row.TextOrNull(),
        Issuer = row.TextOrNull(),
        SerialNumber = row.TextOrNull(),
        Fingerprint = row.HexOrNull(),
        KeyFingerprint = row.HexOrNull(),
        KeyAlgorithm = row.TextOrNull(),
        Template = row.TextOrNull(),
        HasPrivateKey = row.Bool(),
        CreatedAt = row.Time(),
        Certificate = row.BlobOrNull(),
        Chain = row.BlobOrNull(),
    };
}
