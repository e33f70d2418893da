using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Rotation;

/// <summary>Rotations that issue at any time and install only while a target's window is open.</summary>
public sealed class RotationWindowTests : IDisposable
{
    private readonly RotationFixture _fixture = new();
    private readonly DateTimeOffset _opens;

    public RotationWindowTests()
    {
        _opens = new DateTimeOffset(2026, 3, 8, 2, 0, 0, TimeSpan.Zero);
        SetWindow(new MaintenanceWindow("0 2 * * SUN", TimeSpan.FromHours(2), "UTC"));
    }

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void A_closed_window_is_waited_for_with_the_new_version_prepared()
    {
        var result = _fixture.Rotate();
        Assert.Equal((RotationOutcome.Waiting, 2), (result.Outcome, result.NewVersion));
        Assert.Null(result.Error);
        Assert.Equal($"Waits until 2026-03-08 02:00Z for the maintenance window of '{_fixture.Two.Address}'.", result.Reason);
        Assert.Equal(VersionState.PreActivation, _fixture.Version(2).State);
        Assert.Equal(1, _fixture.Current().Version);

        // The target that may be installed at is installed at and proved; the old version is current as long as the other waits.
        var targets = _fixture.Session.Targets.Find(_fixture.Web.Id, CancellationToken.None).ToDictionary(target => target.Id);
        Assert.Equal((2, 1), (targets[_fixture.One.Id].InstalledVersion, targets[_fixture.Two.Id].InstalledVersion));
    }

    [Fact]
    public void The_next_run_inside_the_window_goes_on()
    {
        var waiting = _fixture.Rotate();
        Assert.Empty(_fixture.Resume());
        Assert.Empty(_fixture.Session.Rotation.Due(CancellationToken.None));
        Assert.Equal(RotationOutcome.Skipped, Assert.Single(_fixture.Resume(null, waiting.RotationId!.Value)).Outcome);
        Assert.Contains("maintenance window", _fixture.Rotate().Reason, StringComparison.Ordinal);
        Assert.Equal(RotationOutcome.Skipped, _fixture.Rotate(onlyIfDue: true).Outcome);

        _fixture.Time.Now = _opens + TimeSpan.FromMinutes(119);
        Assert.Equal([_fixture.Web.Id], _fixture.Session.Rotation.Due(CancellationToken.None));
        var result = _fixture.Rotate(onlyIfDue: true);
        Assert.Equal((RotationOutcome.Completed, waiting.RotationId, 2), (result.Outcome, result.RotationId, result.NewVersion));
        Assert.Null(result.Reason);
        _fixture.AssertHolds(2, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void A_run_that_comes_too_late_waits_for_the_next_opening()
    {
        _fixture.Rotate();
        _fixture.Time.Now = _opens + TimeSpan.FromHours(2);
        var result = Assert.Single(_fixture.Resume());
        Assert.Equal(RotationOutcome.Waiting, result.Outcome);
        Assert.Contains("2026-03-15 02:00Z", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Force_does_not_wait()
    {
        _fixture.Rotate();
        var options = new RotationOptions { Force = true };
        var result = _fixture.Session.Rotation.RotateAsync([_fixture.Web.Id], options, CancellationToken.None).ToBlockingEnumerable().Single();
        Assert.Equal(RotationOutcome.Completed, result.Outcome);
        _fixture.AssertHolds(2, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void A_delivery_waits_too()
    {
        File.Delete(_fixture.Two.Address);
        Assert.Equal(RotationOutcome.Waiting, _fixture.Publish().Outcome);
        _fixture.Time.Now = _opens;
        Assert.Equal(RotationOutcome.Completed, Assert.Single(_fixture.Resume()).Outcome);
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void A_window_that_is_taken_away_is_waited_for_no_longer()
    {
        _fixture.Rotate();
        SetWindow(null);
        Assert.Equal(RotationOutcome.Completed, Assert.Single(_fixture.Resume()).Outcome);
        _fixture.AssertHolds(2, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void What_waits_can_be_undone()
    {
        var undone = _fixture.Undo(_fixture.Rotate());
        Assert.Equal(RotationOutcome.RolledBack, undone.Outcome);
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two);
        Assert.Equal(VersionState.Deactivated, _fixture.Version(2).State);
        Assert.Equal(RotationOutcome.Waiting, _fixture.Rotate().Outcome);
    }

    [Fact]
    public void A_failure_inside_the_window_takes_all_back()
    {
        _fixture.Rotate();
        _fixture.Time.Now = _opens;
        _fixture.Fail(nameof(ITargetAdapter.ProveAsync), _fixture.Two);
        _fixture.Faults.Before = FailOnce(_fixture.Faults.Before);
        Assert.Equal(RotationOutcome.RolledBack, Assert.Single(_fixture.Resume()).Outcome);
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void The_plan_names_the_window() => Assert.Contains(
        _fixture.Session.Rotation.Plan(_fixture.Web.Id, CancellationToken.None),
        step => step.Description.Contains("in its window (0 2 * * SUN for 02:00:00 in UTC)", StringComparison.Ordinal));

    [Fact]
    public void A_wrong_window_is_refused() => Assert.Equal(
        MimErrorCause.InvalidArgument,
        Assert.Throws<MimException>(() => SetWindow(new MaintenanceWindow("0 2 * * SUN", TimeSpan.FromHours(2), "Nowhere"))).Cause);

    private void SetWindow(MaintenanceWindow? window) => _fixture.Session.Targets.Add(
        new NewTarget { IdentityId = _fixture.Web.Id, Settings = _fixture.Two.Settings, Window = window }, CancellationToken.None);

    private static Func<string, Target, Task> FailOnce(Func<string, Target, Task> fault)
    {
        var failed = false;
        return (method, target) =>
        {
            var fails = !failed && method == nameof(ITargetAdapter.ProveAsync);
            failed |= fails;
            return fails ? fault(method, target) : Task.CompletedTask;
        };
    }
}
