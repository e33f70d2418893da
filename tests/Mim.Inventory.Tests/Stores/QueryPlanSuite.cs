using Mim.Core.Accounts.Lending;
using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Inventory.Sql;
using Mim.Inventory.Stores;
using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Inventory.Tests.Stores;

/// <summary>Every list and look-up of the readers, asked for its plan: none may walk a table without an index.</summary>
public abstract class QueryPlanSuite
{
    private protected abstract IConnectionSource Source { get; }

    public static TheoryData<string, IdentityQuery> IdentityQueries => new()
    {
        { "all", new IdentityQuery() },
        { "exact names", new IdentityQuery { Names = ["web01", "web02"] } },
        { "prefix", new IdentityQuery { Names = ["web*"] } },
        { "wildcards", new IdentityQuery { Names = ["*b0?", "db*"] } },
        { "ids", new IdentityQuery { Ids = [Guid.NewGuid()] } },
        { "kind", new IdentityQuery { Kinds = [IdentityKind.Secret] } },
        { "owner", new IdentityQuery { Owners = ["ops"] } },
        { "tags", new IdentityQuery { Tags = ["blue", "team=*"] } },
        { "status", new IdentityQuery { Statuses = [VersionState.Active] } },
        { "authority", new IdentityQuery { Authorities = ["corp*"] } },
        { "fingerprint", new IdentityQuery { Fingerprint = "AA" } },
        { "serial number", new IdentityQuery { SerialNumber = "AA" } },
        { "expiring", new IdentityQuery { ExpiringBefore = Sample.Now, ExpiringAfter = Sample.Now } },
        { "due", new IdentityQuery { DueBefore = Sample.Now } },
        { "unmanaged", new IdentityQuery { Unmanaged = true } },
        { "not seen since", new IdentityQuery { NotSeenSince = Sample.Now } },
    };

    [SuiteTheory]
    [MemberData(nameof(IdentityQueries))]
    public void Identities(string what, IdentityQuery query)
    {
        foreach (var order in Enum.GetValues<IdentityOrder>())
        {
            var ordered = query with { Order = order };
            _ = new IdentityReader(Source).Find(ordered, CancellationToken.None).Take(2000).ToList();

            // Authorities are looked up by name once a list, from the index alone.
            AssertPlans(what, mayScan: "identity_by_name");

            // With few identities lists are never walked, so the plan of walking is looked at by itself.
            var plan = new IdentityPlan(ordered, query.Authorities.Count == 0 ? null : [Guid.Empty], Source.Dialect);
            Run(plan.Walk(null, 10));
            AssertPlans(what, mayScan: "identity_by_name", maySort: false);
            Run(plan.Walk(Sample.Identity("web02"), 10));
            AssertPlans(what, maySort: false);
        }
    }

    [SuiteFact]
    public void Versions()
    {
        var versions = new VersionReader(Source);
        versions.Get(Guid.Empty);
        versions.OfIdentity(Guid.Empty);
        VersionQuery[] queries =
        [
            new() { Fingerprint = "AA" },
            new() { Fingerprints = ["AA", "BB"] },
            new() { KeyFingerprint = "AA", AuthorityId = Guid.Empty },
            new() { SerialNumber = "AA", AuthorityId = Guid.Empty },
        ];
        Assert.All(queries, query => _ = versions.Find(query, CancellationToken.None).ToList());
        AssertPlans("versions");

        _ = versions.Find(new() { AuthorityId = Guid.Empty }, CancellationToken.None).ToList();
        AssertPlans("versions of an authority", maySort: false);
    }

    [SuiteFact]
    public void Audit()
    {
        var audit = new AuditReader(Source);
        AuditQuery[] queries =
        [
            new(),
            new() { Descending = true, First = 5 },
            new() { FromSequence = 1, ToSequence = 9 },
            new() { After = Sample.Now, Before = Sample.Now },
            new() { Acts = ["*"], Actors = ["root"] },
            new() { Subjects = ["web01"] },
            new() { SubjectId = "x" },
            new() { RunId = Guid.Empty, Descending = true },
        ];
        Assert.All(queries, query => _ = audit.Read(query, CancellationToken.None).ToList());
        _ = audit.Checkpoints(CancellationToken.None).ToList();

        AssertPlans("audit");
    }

    [SuiteFact]
    public void Rotations()
    {
        var journal = new JournalReader(Source);
        RotationQuery[] queries =
        [
            new(),
            new() { IdentityId = Guid.Empty },
            new() { Outcomes = [RotationOutcome.Running, RotationOutcome.Overlapping] },
            new() { RetireBefore = Sample.Now },
        ];
        Assert.All(queries, query => _ = journal.Find(query, CancellationToken.None).ToList());
        journal.Get(Guid.Empty);
        journal.Entries(Guid.Empty);

        AssertPlans("rotations", maySort: false);
    }

    [SuiteFact]
    public void What_is_known_of_many_accounts_takes_one_statement_each()
    {
        IReadOnlyList<Guid> ids = [.. Enumerable.Range(0, 100).Select(_ => Guid.NewGuid())];
        TakePlans();
        new TargetReader(Source).OfIdentities(ids, CancellationToken.None);
        new ConsumerReader(Source).OfIdentities(ids, CancellationToken.None);
        _ = new JournalReader(Source).Find(new RotationQuery { LatestOf = ids }, CancellationToken.None).ToList();
        _ = new VersionReader(Source).Find(new VersionQuery { Ids = ids }, CancellationToken.None).ToList();

        Assert.Equal(4, AssertPlans("many accounts"));
    }

    [SuiteFact]
    public void Everything_else()
    {
        _ = new TargetReader(Source).Find(Guid.Empty, CancellationToken.None).ToList();
        _ = new TargetReader(Source).Find(null, CancellationToken.None).ToList();
        new TargetReader(Source).Get(Guid.Empty);
        new LocationReader(Source).OfIdentity(Guid.Empty);
        new ConsumerReader(Source).OfIdentity(Guid.Empty);
        LocationQuery[] places =
        [
            new(), new() { Kind = "File", Address = "/a" }, new() { Kind = "File", AddressPrefix = "/a" }, new() { IdentityId = Guid.Empty },
            new() { Kind = "File", Address = "/a", IdentityKinds = [IdentityKind.SshKey] },
        ];
        Assert.All(places, query => _ = new LocationReader(Source).Find(query, CancellationToken.None).ToList());
        new SealedReader(Source).Get(Guid.Empty, SealedPurpose.Secret);
        new SealedReader(Source).WrappedBefore(2, 10);
        new HandOffReader(Source).Find("AA");
        new HandOffReader(Source).Waiting(Guid.Empty);
        new HandOffReader(Source).Expired(Sample.Now, 10);
        var leases = new AccountLeaseReader(Source);
        leases.Open(Guid.Empty);
        leases.WasLent(Guid.Empty);
        AccountLeaseQuery[] lent = [new(), new() { IsOpen = true }, new() { IdentityId = Guid.Empty }, new() { IdentityId = Guid.Empty, IsOpen = true }];
        Assert.All(lent, query => _ = leases.Find(query, CancellationToken.None).ToList());
        new AuthorityReader(Source).Get(Guid.Empty);
        new RevocationReader(Source).Get(Guid.Empty, "AA");
        _ = new RevocationReader(Source).Pending(Guid.Empty, CancellationToken.None).ToList();
        _ = new RevocationReader(Source).Lists(Guid.Empty, CancellationToken.None).ToList();
        _ = new RevocationReader(Source).Lists(null, CancellationToken.None).ToList();

        AssertPlans("everything else", maySort: false);
    }

    /// <summary>The plans of what was run since the last call.</summary>
    private protected abstract IReadOnlyList<QueryPlan> TakePlans();

    private void Run(SqlQuery query) => Source.Read(database =>
    {
        using var statement = database.Prepare(query.Sql);
        return statement.Add(query.Values).Step();
    });

    /// <summary>Gives how many statements there were.</summary>
    private int AssertPlans(string what, string? mayScan = null, bool maySort = true)
    {
        var plans = TakePlans();
        Assert.True(plans.Count > 0, what);
        foreach (var (sql, step) in plans.SelectMany(plan => plan.Steps.Select(step => (plan.Sql, step))))
        {
            Assert.True(!step.IsScan || (mayScan is not null && step.Text.Contains(mayScan, StringComparison.Ordinal)), $"{step.Text}: {sql}");
            Assert.True(!step.IsSort || maySort, $"{step.Text}: {sql}");
        }

        return plans.Count;
    }
}
