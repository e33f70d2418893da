using Mim.Core.Ports;

namespace Mim.Core.Issuing.Succession;

/// <summary>Authorities that take each other's place, the oldest first.</summary>
internal sealed class AuthorityLine(IReadOnlyList<AuthorityRecord> records)
{
    public AuthorityLine(IAuthorityReader authorities)
        : this(authorities.All())
    {
    }

    public AuthorityRecord? Get(Guid id) => records.FirstOrDefault(record => record.IdentityId == id);

    /// <summary>Who takes its place: not one that was given up before anybody took its own.</summary>
    public AuthorityRecord? SuccessorOf(Guid id) => records.FirstOrDefault(record =>
        record.ReplacesId == id && (record.State != AuthorityState.Retired || SuccessorOf(record.IdentityId) is not null));

    /// <summary>Those whose place it takes, the nearest first.</summary>
    public IEnumerable<AuthorityRecord> Before(Guid id)
    {
        for (var next = Get(id)?.ReplacesId; next is { } before && Get(before) is { } record; next = record.ReplacesId)
        {
            yield return record;
        }
    }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> NamesBefore(Guid id, IIdentityReader identities) =>
        [.. from record in Before(id) let identity = identities.Get(record.IdentityId) where identity is not null select identity.Name];

    /// <summary>Who issues what it would have issued: itself, until a successor does.</summary>
    public Guid IssuerAfter(Guid id)
    {
        var issuer = id;
        while (SuccessorOf(issuer) is { State: not AuthorityState.Prepared } successor)
        {
            issuer = successor.IdentityId;
        }

        return issuer;
    }

    /// <summary>Who issues for whom names it: itself, unless it is over and another issues in its place.</summary>
    public Guid IssuerFor(Guid id) => Get(id) is { State: AuthorityState.Tainted or AuthorityState.Retired } ? IssuerAfter(id) : id;

    /// <summary>Whether it issues, and no other in its place.</summary>
    public bool Issues(Guid id) => Get(id) is { State: AuthorityState.Active } && IssuerAfter(id) == id;

    /// <summary>The newest of its line that is not retired; null when all are.</summary>
    public AuthorityRecord? HeadOf(Guid id)
    {
        var last = Get(id);
        while (last is not null && SuccessorOf(last.IdentityId) is { } successor)
        {
            last = successor;
        }

        return last is null ? null : Before(last.IdentityId).Prepend(last).FirstOrDefault(record => record.State != AuthorityState.Retired);
    }

    /// <summary>All of its line, given up or not.</summary>
    public IEnumerable<AuthorityRecord> MembersOf(Guid id) => records.Where(record => Origin(record.IdentityId) == Origin(id));

    private Guid Origin(Guid id) => Before(id).LastOrDefault()?.IdentityId ?? id;
}
