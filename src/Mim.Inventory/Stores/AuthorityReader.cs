using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class AuthorityReader(IConnectionSource source) : Table(source), IAuthorityReader
{
    private const string Columns =
        """
        identity_id, parent_id, path_length, name_constraints, crl_urls, ocsp_urls, issuer_urls, crl_lifetime,
        next_crl_number, replaces_id, state
        """;

    public AuthorityRecord? Get(Guid identityId) =>
        One($"SELECT {Columns} FROM authority WHERE identity_id = ?", [identityId], Read);

    public IReadOnlyList<AuthorityRecord> All() => All($"SELECT {Columns} FROM authority ORDER BY identity_id", [], Read);

    // Ids of versions are in the order of their making, and so is this index.
    public DateTimeOffset? IssuedAt(Guid authorityId, int place) => One(
        $"SELECT created_at FROM version{Dialect.By("version_by_authority")} WHERE authority_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?",
        [authorityId, place - 1],
        row => row.TimeOrNull());

    private static AuthorityRecord Read(Statement row) => new()
    {
        IdentityId = row.Guid(),
        ParentId = row.GuidOrNull(),
        PathLength = row.IntOrNull(),
        NameConstraints = row.TextOrNull() is { } constraints ? Json.Read<NameConstraints>(constraints) : null,
        CrlUrls = Json.Read<string[]>(row.Text()),
        OcspUrls = Json.Read<string[]>(row.Text()),
        IssuerUrls = Json.Read<string[]>(row.Text()),
        CrlLifetime = TimeSpan.FromMilliseconds(row.Long()),
        NextCrlNumber = row.Long(),
        ReplacesId = row.GuidOrNull(),
        State = (AuthorityState)row.Int(),
    };
}
