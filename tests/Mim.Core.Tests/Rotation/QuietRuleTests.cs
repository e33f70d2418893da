using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.Core.Tests.Rotation;

/// <summary>The old version stays until nobody has seen it for the policy's time.</summary>
public sealed class QuietRuleTests : IDisposable
{
    private readonly RotationFixture _fixture = new();

    public QuietRuleTests() => _fixture.Session.Policies.Set(
        _fixture.Session.Policies.For(Criticality.Medium) with { Overlap = TimeSpan.FromDays(1), QuietTime = TimeSpan.FromDays(3) }, CancellationToken.None);

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Both_are_active_for_the_quiet_time_at_least()
    {
        Assert.Equal(RotationOutcome.Overlapping, _fixture.Rotate().Outcome);
        _fixture.Time.Now += TimeSpan.FromDays(2);
        Assert.Empty(_fixture.Resume());
        _fixture.Time.Now += TimeSpan.FromDays(1);
        Assert.Equal(RotationOutcome.Completed, Assert.Single(_fixture.Resume()).Outcome);
        Assert.Equal(VersionState.Deactivated, _fixture.Version(1).State);
    }

    [Fact]
    public void An_old_version_that_is_seen_is_kept()
    {
        _fixture.Rotate();
        _fixture.Time.Now += TimeSpan.FromDays(2);
        var seen = _fixture.Time.Now;
        See(_fixture.Version(1));
        _fixture.Time.Now += TimeSpan.FromDays(1.5);
        var kept = Assert.Single(_fixture.Resume());
        Assert.Equal(RotationOutcome.Overlapping, kept.Outcome);
        Assert.Contains("'old.corp.test:443'", kept.Reason, StringComparison.Ordinal);
        Assert.Equal(VersionState.Active, _fixture.Version(1).State);
        Assert.Equal(seen + TimeSpan.FromDays(3), _fixture.Session.Rotation.Get(kept.RotationId!.Value).RetireAt);
        Assert.Empty(_fixture.Resume());

        _fixture.Time.Now = seen + TimeSpan.FromDays(3);
        var done = Assert.Single(_fixture.Resume());
        Assert.Equal((RotationOutcome.Completed, null), (done.Outcome, done.Reason));
        Assert.Equal((VersionState.Deactivated, VersionState.Active), (_fixture.Version(1).State, _fixture.Version(2).State));
    }

    [Fact]
    public void Seeing_the_new_version_keeps_nothing()
    {
        _fixture.Rotate();
        _fixture.Time.Now += TimeSpan.FromDays(3);
        See(_fixture.Version(2));
        Assert.Equal(RotationOutcome.Completed, Assert.Single(_fixture.Resume()).Outcome);
    }

    private void See(CredentialVersion version) => DecoratedSession.Open(Path.Combine(_fixture.Folder, "inventory.db"), _fixture.Time, parts =>
    {
        parts.Inventory.Write(transaction => transaction.Locations.Put(new Location
        {
            Id = Guid.CreateVersion7(),
            IdentityId = version.IdentityId,
            VersionId = version.Id,
            Kind = LocationKinds.Endpoint,
            Address = "old.corp.test:443",
            FirstSeen = _fixture.Time.Now,
            LastSeen = _fixture.Time.Now,
        }));
        return parts;
    }).Dispose();
}
