using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Rotation;

/// <summary>The end of old versions: overlaps, keys, previous copies.</summary>
public sealed class RotationRetirementTests : IDisposable
{
    private readonly RotationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Keys_and_copies_are_kept_for_one_undo_and_then_destroyed()
    {
        for (var rotation = 1; rotation <= 4; rotation++)
        {
            Assert.Equal(RotationOutcome.Completed, _fixture.Rotate().Outcome);
            var current = _fixture.Current().Version;
            Assert.All(_fixture.Session.Identities.Versions(_fixture.Web.Id), version => Assert.Equal(version.Number >= current - 1, version.HasPrivateKey));
            Assert.All(
                _fixture.Session.Identities.Versions(_fixture.Web.Id).Where(version => version.Number < current - 1),
                version => Assert.Equal(VersionState.Destroyed, version.State));
            Assert.Equal(4, _fixture.Copies.Count());
            Assert.All(_fixture.Copies, name => Assert.Contains($"{_fixture.Version(current).Id:N}", name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_clean_up_that_fails_endangers_nothing_and_is_tried_again()
    {
        _fixture.Rotate();
        _fixture.Fail(nameof(ITakesBack.RetireAsync), _fixture.One);
        var second = _fixture.Rotate();
        Assert.Equal(RotationOutcome.Completed, second.Outcome);
        Assert.Contains(_fixture.One.Address, second.Reason, StringComparison.Ordinal);
        _fixture.Faults.Heal();
        _fixture.AssertHolds(3, _fixture.One, _fixture.Two);
        Assert.Null(_fixture.Rotate().Reason);
        Assert.Equal(4, _fixture.Copies.Count());
    }

    [Fact]
    public void During_an_overlap_both_versions_are_active()
    {
        Overlap(TimeSpan.FromDays(2));
        var rotated = _fixture.Rotate();
        Assert.Equal((RotationOutcome.Overlapping, RotationStep.Activate), (rotated.Outcome, rotated.Step));
        Assert.Equal((VersionState.Active, VersionState.Active), (_fixture.Version(1).State, _fixture.Version(2).State));
        Assert.Empty(_fixture.Session.Rotation.Due(CancellationToken.None));
        Assert.Equal(RotationOutcome.Skipped, Assert.Single(_fixture.Resume(null, rotated.RotationId!.Value)).Outcome);

        _fixture.Time.Now += TimeSpan.FromDays(2);
        Assert.Equal([_fixture.Web.Id], _fixture.Session.Rotation.Due(CancellationToken.None));
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate(onlyIfDue: true).Outcome);
        Assert.Equal((VersionState.Deactivated, VersionState.Active), (_fixture.Version(1).State, _fixture.Version(2).State));
        Assert.Empty(_fixture.Session.Rotation.Due(CancellationToken.None));
        _fixture.AssertHolds(2, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void An_overlap_is_undone_or_resumed_when_it_ends()
    {
        Overlap(TimeSpan.FromDays(2));
        Assert.Equal(RotationOutcome.Undone, _fixture.Undo(_fixture.Rotate()).Outcome);
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two);
        _fixture.Rotate();
        _fixture.Time.Now += TimeSpan.FromDays(2);
        Assert.Equal(RotationOutcome.Completed, Assert.Single(_fixture.Resume()).Outcome);
        _fixture.AssertHolds(3, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void A_new_rotation_in_an_overlap_ends_with_one_active_version()
    {
        Overlap(TimeSpan.FromDays(2));
        _fixture.Rotate();
        _fixture.Rotate();
        _fixture.Time.Now += TimeSpan.FromDays(2);
        Assert.All(_fixture.Resume(), result => Assert.Equal(RotationOutcome.Completed, result.Outcome));
        Assert.Equal([3], _fixture.Session.Identities.Versions(_fixture.Web.Id).Where(version => version.State == VersionState.Active).Select(version => version.Number));
        Assert.Equal([2, 3], _fixture.Session.Identities.Versions(_fixture.Web.Id).Where(version => version.HasPrivateKey).Select(version => version.Number));
        _fixture.AssertHolds(3, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void A_key_that_the_store_never_had_is_certified_again()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=api.corp.test", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        var identity = _fixture.Issue("api.corp.test", Encoding.ASCII.GetBytes(request));
        _fixture.AddTarget("api", identity, withKey: false);
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate(identity: identity).Outcome);
        var versions = _fixture.Session.Identities.Versions(identity.Id);
        Assert.Equal(versions[0].KeyFingerprint, versions[1].KeyFingerprint);
        Assert.NotEqual(versions[0].SerialNumber, versions[1].SerialNumber);
        Assert.Equal((2, false), (_fixture.Current(identity).Version, _fixture.Current(identity).HasPrivateKey));
    }

    private void Overlap(TimeSpan overlap) => _fixture.Session.Policies.Set(
        _fixture.Session.Policies.For(Criticality.Medium) with { Overlap = overlap, IsBuiltIn = false }, CancellationToken.None);
}
