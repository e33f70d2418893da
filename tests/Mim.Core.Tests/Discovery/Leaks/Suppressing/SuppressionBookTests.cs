using Mim.Core.Audit;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Suppressing;
using Mim.Testing;

namespace Mim.Core.Tests.Discovery.Leaks.Suppressing;

public sealed class SuppressionBookTests : IDisposable
{
    private const string Setting = "db_password = \"kestrel77harbour\"";
    private readonly TestSession _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void What_is_suppressed_is_told_no_more_wherever_it_lies_until_it_expires()
    {
        var hash = Assert.Single(Find(Setting)).Hash!;
        var suppression = _store.Session.Suppressions.Put(new NewSuppression(hash.ToLowerInvariant(), " ops ", "a test vector", TimeSpan.FromDays(30)), CancellationToken.None);
        Assert.Equal((hash, "ops", _store.Time.GetUtcNow().AddDays(30)), (suppression.Hash, suppression.Owner, suppression.ExpiresAt));
        Assert.Empty(Find("nothing", "password: kestrel77harbour"));
        Assert.Single(Find("password: kestrel78harbour"));
        Assert.Equal(suppression, Assert.Single(Find(includeSuppressed: true, Setting)).Suppression);
        _store.Time.Now += TimeSpan.FromDays(30);
        Assert.Null(Assert.Single(Find(Setting)).Suppression);
    }

    [Fact]
    public void Both_changes_are_acts()
    {
        var wanted = new NewSuppression(new string('A', 64), "ops", "a test vector", TimeSpan.FromDays(30));
        _store.Session.Suppressions.Put(wanted, CancellationToken.None);
        _store.Session.Suppressions.Put(wanted with { Owner = "dev" }, CancellationToken.None);
        Assert.Equal("dev", Assert.Single(_store.Session.Suppressions.Find(CancellationToken.None)).Owner);
        Assert.True(_store.Session.Suppressions.Remove(wanted.Hash, CancellationToken.None));
        Assert.False(_store.Session.Suppressions.Remove(wanted.Hash, CancellationToken.None));
        var query = new AuditQuery { Acts = ["SuppressSecret", "TellSecret"] };
        Assert.Equal(3, _store.Session.Audit.Read(query, CancellationToken.None).Count());
    }

    [Theory]
    [InlineData("nothing", "ops", "reason", 30)]
    [InlineData(null, " ", "reason", 30)]
    [InlineData(null, "ops", "", 30)]
    [InlineData(null, "ops", "reason", 0)]
    [InlineData(null, "ops", "reason", 367)]
    public void Nobody_suppresses_for_nobody_without_a_reason_or_for_ever(string? hash, string owner, string reason, int days)
    {
        var wanted = new NewSuppression(hash ?? new string('A', 64), owner, reason, TimeSpan.FromDays(days));
        var refusal = Assert.Throws<MimException>(() => _store.Session.Suppressions.Put(wanted, CancellationToken.None));
        Assert.Equal(MimErrorCause.InvalidArgument, refusal.Cause);
    }

    private List<SecretFinding> Find(params string[] lines) => Find(includeSuppressed: false, lines);

    private List<SecretFinding> Find(bool includeSuppressed, params string[] lines)
    {
        using var scan = _store.Session.Leaks.OpenText(new SecretScan { IncludeSuppressed = includeSuppressed }, CancellationToken.None);
        return [.. lines.SelectMany(scan.Add).ToList(), .. scan.End()];
    }
}
