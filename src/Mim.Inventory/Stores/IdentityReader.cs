using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Inventory.Sql;

namespace Mim.Inventory.Stores;

internal class IdentityReader(IConnectionSource source) : Table(source), IIdentityReader
{
    /// <summary>Up to this many candidates are fetched and sorted at once; more are walked in order, a page at a time.</summary>
    private const int FewCandidates = 2000;

    public IEnumerable<MachineIdentity> Find(IdentityQuery query, CancellationToken cancellationToken)
    {
        var plan = new IdentityPlan(query, AuthoritiesOf(query, cancellationToken), Dialect);
        Dictionary<Guid, string?> names = [];
        var found = Access(plan, cancellationToken) is { } access
            ? Page(plan.Few(access), IdentityRows.Read, cancellationToken)
            : plan.Order == IdentityOrder.Name
                ? Pages<MachineIdentity>(plan.Walk, IdentityRows.Read, query.First, cancellationToken)
                : WalkByTime(plan, query.First, cancellationToken);
        return found.Select(identity => WithAuthority(identity, names));
    }

    public MachineIdentity? Get(Guid id) =>
        One($"SELECT {IdentityRows.Columns} FROM identity i WHERE i.id = ?", [id], IdentityRows.Read) is { } identity
            ? WithAuthority(identity, [])
            : null;

    public long Count(IdentityQuery query, CancellationToken cancellationToken)
    {
        var conditions = IdentityConditions.Of(query, AuthoritiesOf(query, cancellationToken), Dialect);
        var count = new SqlQuery($"SELECT count(*) FROM identity i{conditions.Where}", conditions.Values);
        return Page(count, row => row.Long(), cancellationToken)[0];
    }

    // Looked up once a list, not once a page.
    private List<Guid>? AuthoritiesOf(IdentityQuery query, CancellationToken cancellationToken) => query.Authorities.Count == 0
        ? null
        : Page(IdentityConditions.AuthoritiesNamed(query.Authorities, Dialect), row => row.Guid(), cancellationToken);

    // The first access that leaves few candidates; null when the whole order has to be walked.
    private IdentityAccess? Access(IdentityPlan plan, CancellationToken cancellationToken)
    {
        foreach (var access in plan.Accesses)
        {
            if (access.Candidates is null)
            {
                return access;
            }

            var count = new SqlQuery(
                $"SELECT count(*) FROM (SELECT 1 FROM {access.Candidates.Sql} LIMIT {FewCandidates + 1}) candidate",
                access.Candidates.Values);
            if (Page(count, row => row.Long(), cancellationToken)[0] <= FewCandidates)
            {
                return access;
            }
        }

        return null;
    }

    // Those without the time come last, in order of their ids.
    private IEnumerable<MachineIdentity> WalkByTime(IdentityPlan plan, int? first, CancellationToken cancellationToken)
    {
        var left = first;
        foreach (var identity in Pages<MachineIdentity>(plan.Walk, IdentityRows.Read, first, cancellationToken))
        {
            left--;
            yield return identity;
        }

        if (!plan.AsksForTime)
        {
            foreach (var identity in Pages<MachineIdentity>(plan.WalkTimeless, IdentityRows.Read, left, cancellationToken))
            {
                yield return identity;
            }
        }
    }

    // Authorities are few and names change, so the name is looked up once a list instead of being kept in every row.
    private MachineIdentity WithAuthority(MachineIdentity identity, Dictionary<Guid, string?> names)
    {
        if (identity.AuthorityId is not { } authority)
        {
            return identity;
        }

        if (!names.TryGetValue(authority, out var name))
        {
            name = One("SELECT name FROM identity WHERE id = ?", [authority], row => row.TextOrNull());
            names.Add(authority, name);
        }

        return identity with { Authority = name };
    }
}
