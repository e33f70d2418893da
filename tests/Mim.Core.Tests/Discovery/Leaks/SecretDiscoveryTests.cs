using Mim.Core.Audit;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Sealing;
using Mim.Core.Vault;
using Mim.Testing;

namespace Mim.Core.Tests.Discovery.Leaks;

public sealed class SecretDiscoveryTests : IDisposable
{
    private const string Setting = "db_password = \"kestrel77harbour\"";
    private readonly TestSession _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_finding_says_what_and_where_and_nothing_of_the_secret()
    {
        var finding = Assert.Single(Find(_store.Session, "first", Setting));
        Assert.Equal(
            (FindingStatus.Found, LocationKinds.InputObject, "InputObject#2:16", "generic-password", "…", 16),
            (finding.Status, finding.LocationKind, finding.Location, finding.Rule, finding.Hint, finding.Length));
        Assert.Equal(_store.Time.GetUtcNow(), finding.FoundAt);
        Assert.Equal(finding.Rule, Assert.Single(finding.Health).Rule);
        Assert.DoesNotContain("kestrel", System.Text.Json.JsonSerializer.Serialize(finding), StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_is_the_same_in_one_store_for_ever_and_another_elsewhere()
    {
        var first = Assert.Single(Find(_store.Session, Setting)).Hash;
        Assert.Equal(first, Assert.Single(Find(_store.Session, "password: kestrel77harbour")).Hash);
        _store.Session.Keyring.RotateStoreKey(progress: null, CancellationToken.None);
        Assert.Equal(first, Assert.Single(Find(_store.Reopen(), Setting)).Hash);
        using var other = new TestSession();
        Assert.NotEqual(first, Assert.Single(Find(other.Session, Setting)).Hash);
    }

    [Fact]
    public void The_key_of_hashes_is_made_once_recorded_and_no_orphan()
    {
        Find(_store.Session, Setting);
        Find(_store.Reopen(), Setting);
        using var another = _store.OpenAnother();
        Find(another, Setting);
        Assert.Single(another.Audit.Read(new AuditQuery { Acts = ["CreateSecretHashKey"] }, CancellationToken.None));
        Assert.All(another.Store.Test(CancellationToken.None), check => Assert.True(check.Passed, check.ToString()));
    }

    [Fact]
    public void A_secret_of_the_inventory_is_known_by_any_of_its_versions()
    {
        using var leaked = KeyMaterial.CopyOf("kestrel77harbour"u8);
        var identity = _store.Session.Secrets.Create(new NewSecret { Name = "db01", Value = leaked }, CancellationToken.None);
        _store.Session.Secrets.Set(new SecretChange { IdentityId = identity.Id }, CancellationToken.None);
        var finding = Assert.Single(Find(_store.Session, Setting));
        Assert.Equal(("db01", identity.Id), (finding.KnownAs, finding.IdentityId));
        Assert.Null(Assert.Single(Find(_store.Session, "db_password = \"kestrel78harbour\"")).IdentityId);
    }

    [Fact]
    public void A_rule_that_is_none_is_refused_before_anything_is_looked_at() => Assert.Equal(
        MimErrorCause.InvalidArgument,
        Assert.Throws<MimException>(() => _store.Session.Leaks.OpenText(new SecretScan { Rules = ["nothing"] }, CancellationToken.None)).Cause);

    [Fact]
    public void Text_longer_than_a_window_keeps_its_lines()
    {
        using var scan = _store.Session.Leaks.OpenText(new SecretScan(), CancellationToken.None);
        var found = Enumerable.Range(1, 60_000).SelectMany(number => scan.Add(number == 59_999 ? Setting : $"line {number} of many that say nothing at all")).ToList();
        Assert.Equal(59_999, Assert.Single(found.Concat(scan.End())).Line);
    }

    private static List<SecretFinding> Find(MimSession session, params string[] lines)
    {
        using var scan = session.Leaks.OpenText(new SecretScan(), CancellationToken.None);
        return [.. lines.SelectMany(scan.Add).ToList(), .. scan.End()];
    }
}
