using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Inventory.Sql;
using Mim.Inventory.Sqlite;
using Mim.Inventory.Stores;
using Mim.Testing;
using SQLitePCL;

namespace Mim.Inventory.Tests.Stores;

/// <summary>Every list and look-up of the readers, asked for its plan: none may walk a table without an index.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private readonly TestInventory _store = TestInventory.Create();
    private readonly TransactionSource _source;
    private readonly SqliteDatabase _database;
    private readonly List<string> _texts = [];

    public QueryPlanTests()
    {
        _store.Inventory.Add(Sample.Identity("web01"));
        _database = SqliteDatabase.Open(_store.Location);
        ConnectionSettings.ForReading(_database);
        _source = new TransactionSource(_database, SqliteDialect.Instance);
        raw.sqlite3_trace(_database.Handle, (_, sql) => _texts.Add(sql), null);
    }

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
    };

    [Theory]
    [MemberData(nameof(IdentityQueries))]
    public void Identities(string what, IdentityQuery query)
    {
        foreach (var order in Enum.GetValues<IdentityOrder>())
        {
            var ordered = query with { Order = order };
            _ = new IdentityReader(_source).Find(ordered, CancellationToken.None).ToList();

            // With few identities lists are never walked, so the plan of walking is looked at by itself.
            var plan = new IdentityPlan(ordered, query.Authorities.Count == 0 ? null : [Guid.Empty], SqliteDialect.Instance);
            AssertPlan(plan.Walk(null, 10).Sql, mayScan: "identity_by_name", maySort: false);
            AssertPlan(plan.Walk(Sample.Identity("x"), 10).Sql, mayScan: null, maySort: false);
        }

        // Authorities are looked up by name once a list, from the index alone.
        AssertPlans(what, mayScan: "COVERING INDEX identity_by_name");
    }

    [Fact]
    public void Versions()
    {
        var versions = new VersionReader(_source);
        versions.Get(Guid.Empty);
        versions.OfIdentity(Guid.Empty);
        VersionQuery[] queries =
        [
            new() { Fingerprint = "AA" },
            new() { KeyFingerprint = "AA", AuthorityId = Guid.Empty },
            new() { SerialNumber = "AA", AuthorityId = Guid.Empty },
            new() { AuthorityId = Guid.Empty },
        ];
        Assert.All(queries, query => _ = versions.Find(query, CancellationToken.None).ToList());

        AssertPlans("versions");
        AssertPlan(_texts.Last(text => text.Contains("version_by_authority", StringComparison.Ordinal)), mayScan: null, maySort: false);
    }

    [Fact]
    public void Audit()
    {
        var audit = new AuditReader(_source);
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

    [Fact]
    public void Rotations()
    {
        var journal = new JournalReader(_source);
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

    [Fact]
    public void Everything_else()
    {
        _ = new TargetReader(_source).Find(Guid.Empty, CancellationToken.None).ToList();
        _ = new TargetReader(_source).Find(null, CancellationToken.None).ToList();
        new TargetReader(_source).Get(Guid.Empty);
        new LocationReader(_source).OfIdentity(Guid.Empty);
        new SealedReader(_source).Get(Guid.Empty, SealedPurpose.Secret);
        new SealedReader(_source).WrappedBefore(2, 10);
        new AuthorityReader(_source).Get(Guid.Empty);
        new RevocationReader(_source).Get(Guid.Empty, "AA");
        _ = new RevocationReader(_source).Pending(Guid.Empty, CancellationToken.None).ToList();
        _ = new RevocationReader(_source).Lists(Guid.Empty, CancellationToken.None).ToList();
        _ = new RevocationReader(_source).Lists(null, CancellationToken.None).ToList();

        AssertPlans("everything else", maySort: false);
    }

    public void Dispose()
    {
        _database.Dispose();
        _store.Dispose();
    }

    private void AssertPlans(string what, string? mayScan = null, bool maySort = true)
    {
        var texts = _texts.Where(text => text.StartsWith("SELECT", StringComparison.Ordinal)).Distinct().ToList();
        Assert.True(texts.Count > 0, what);
        texts.ForEach(text => AssertPlan(text, mayScan, maySort));
    }

    private void AssertPlan(string sql, string? mayScan, bool maySort)
    {
        using var explain = _database.Prepare($"EXPLAIN QUERY PLAN {sql}");
        while (explain.Step())
        {
            _ = (explain.Int(), explain.Int(), explain.Int());
            var step = explain.Text();
            var scans = step.StartsWith("SCAN", StringComparison.Ordinal)
                && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal)
                && !step.Contains("SCAN candidate", StringComparison.Ordinal)
                && (mayScan is null || !step.Contains(mayScan, StringComparison.Ordinal));
            Assert.False(scans, $"{step}: {sql}");
            Assert.True(maySort || !step.Contains("USE TEMP B-TREE", StringComparison.Ordinal), $"{step}: {sql}");
        }
    }
}
