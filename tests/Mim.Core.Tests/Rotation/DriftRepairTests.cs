using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Rotation;

/// <summary>What became of delivered files since, and what a run does about it.</summary>
public sealed class DriftRepairTests : IDisposable
{
    private readonly RotationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void What_is_as_it_should_be_gives_no_result() => Assert.Empty(Reconcile());

    [Fact]
    public void What_is_missing_or_damaged_is_delivered_again_and_proved()
    {
        File.Delete(_fixture.One.Address);
        File.WriteAllText(_fixture.Two.Address, "-----BEGIN CERTIFICATE-----\nMIIB");
        var result = Assert.Single(Reconcile());
        Assert.Equal((RotationOutcome.Completed, 1, 1), (result.Outcome, result.OldVersion, result.NewVersion));
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two);
        Assert.Empty(Reconcile());
    }

    [Fact]
    public void An_earlier_version_that_was_restored_is_replaced()
    {
        var old = File.ReadAllText(_fixture.One.Address);
        _fixture.Rotate();
        File.WriteAllText(_fixture.One.Address, old);
        Assert.Equal(RotationOutcome.Completed, Assert.Single(Reconcile()).Outcome);
        _fixture.AssertHolds(2, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void What_somebody_else_put_there_is_told_and_left_alone_unless_forced()
    {
        var theirs = PutTheirs(_fixture.Two);
        var result = Assert.Single(Reconcile());
        Assert.Equal((RotationOutcome.Failed, MimErrorCause.LocationChanged), (result.Outcome, result.Error!.Cause));
        Assert.Contains(_fixture.Two.Address, result.Reason, StringComparison.Ordinal);
        Assert.Equal(theirs, File.ReadAllText(_fixture.Two.Address));

        Assert.Equal(RotationOutcome.Completed, Assert.Single(Reconcile(new RotationOptions { Force = true })).Outcome);
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void Neither_a_rotation_nor_the_repair_of_another_target_overwrites_it()
    {
        var theirs = PutTheirs(_fixture.Two);
        File.Delete(_fixture.One.Address);
        Assert.Contains(Reconcile(), result => result.Error?.Cause == MimErrorCause.LocationChanged);
        var rotated = _fixture.Rotate();
        Assert.Equal((RotationOutcome.RolledBack, MimErrorCause.LocationChanged), (rotated.Outcome, rotated.Error!.Cause));
        Assert.Equal(theirs, File.ReadAllText(_fixture.Two.Address));
        Assert.Equal(1, _fixture.Current().Version);
    }

    [Fact]
    public void A_rotation_that_is_forced_takes_it_over()
    {
        PutTheirs(_fixture.Two);
        _fixture.Time.Now += TimeSpan.FromSeconds(1);
        var result = _fixture.Session.Rotation.RotateAsync([_fixture.Web.Id], new RotationOptions { Force = true }, CancellationToken.None)
            .ToBlockingEnumerable().Single();
        Assert.Equal((RotationOutcome.Completed, null), (result.Outcome, result.Reason));
        _fixture.AssertHolds(2, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void A_repair_that_fails_backs_off()
    {
        File.Delete(_fixture.One.Address);
        _fixture.Fail(nameof(ITargetAdapter.InstallAsync), _fixture.One);
        Assert.Equal(RotationOutcome.RolledBack, Assert.Single(Reconcile()).Outcome);
        _fixture.Faults.Heal();
        Assert.Empty(Reconcile());
        _fixture.Time.Now += TimeSpan.FromHours(1);
        Assert.Equal(RotationOutcome.Completed, Assert.Single(Reconcile()).Outcome);
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void What_waits_for_a_window_is_left_to_its_rotation()
    {
        var window = new MaintenanceWindow("0 2 * * SUN", TimeSpan.FromHours(2), "UTC");
        _fixture.Session.Targets.Add(
            new NewTarget { IdentityId = _fixture.Web.Id, Settings = _fixture.Two.Settings, Window = window }, CancellationToken.None);
        Assert.Equal(RotationOutcome.Waiting, _fixture.Rotate().Outcome);
        Assert.Empty(Reconcile());
    }

    private string PutTheirs(Target target)
    {
        var other = _fixture.Issue("other.corp.test");
        var place = _fixture.AddTarget("other", other);
        Assert.Equal(RotationOutcome.Completed, Assert.Single(
            _fixture.Session.Rotation.PublishAsync([other.Id], null, CancellationToken.None).ToBlockingEnumerable()).Outcome);
        File.Copy(place.Address, target.Address, overwrite: true);
        return File.ReadAllText(target.Address);
    }

    private List<RotationResult> Reconcile(RotationOptions? options = null)
    {
        _fixture.Time.Now += TimeSpan.FromSeconds(1);
        return [.. _fixture.Session.Rotation.ReconcileAsync(null, options ?? new RotationOptions(), CancellationToken.None).ToBlockingEnumerable()];
    }
}
