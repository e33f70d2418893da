using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal sealed class AuthorityStore(IConnectionSource source) : AuthorityReader(source), IAuthorityStore
{
    private const string Upsert =
        """
        INSERT INTO authority (
            identity_id, parent_id, path_length, name_constraints, crl_urls, ocsp_urls, issuer_urls, crl_lifetime,
            next_crl_number, replaces_id, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (identity_id) DO UPDATE SET
            parent_id = excluded.parent_id, path_length = excluded.path_length,
            name_constraints = excluded.name_constraints, crl_urls = excluded.crl_urls, ocsp_urls = excluded.ocsp_urls,
            issuer_urls = excluded.issuer_urls, crl_lifetime = excluded.crl_lifetime,
            next_crl_number = excluded.next_crl_number, replaces_id = excluded.replaces_id, state = excluded.state
        """;

    public void Put(AuthorityRecord authority) => Command(Upsert)
        .Add(authority.IdentityId)
        .Add(authority.ParentId)
        .Add(authority.PathLength)
        .Add(authority.NameConstraints is null ? null : Json.Write(authority.NameConstraints))
        .Add(Json.Write(authority.CrlUrls))
        .Add(Json.Write(authority.OcspUrls))
        .Add(Json.Write(authority.IssuerUrls))
        .Add((long)authority.CrlLifetime.TotalMilliseconds)
        .Add(authority.NextCrlNumber)
        .Add(authority.ReplacesId)
        .Add((int)authority.State)
        .Send();
}
