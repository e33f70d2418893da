using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Revocation;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Rotation;

/// <summary>Completed rotations that somebody wants undone.</summary>
public sealed class RotationUndoTests : IDisposable
{
    private readonly RotationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void The_old_version_is_installed_proved_and_active_again()
    {
        var undone = _fixture.Undo(_fixture.Rotate());
        Assert.Equal(RotationOutcome.Undone, undone.Outcome);
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two);
        Assert.Equal((VersionState.Active, true), (_fixture.Version(1).State, _fixture.Version(1).HasPrivateKey));
        Assert.Equal((VersionState.Deactivated, false), (_fixture.Version(2).State, _fixture.Version(2).HasPrivateKey));
        Assert.Equal(_fixture.Version(1).DueAt, _fixture.Current().DueAt);
    }

    [Fact]
    public void It_is_undone_once_and_rotated_again_with_a_new_number()
    {
        var rotated = _fixture.Rotate();
        _fixture.Undo(rotated);
        Assert.Equal(MimErrorCause.WrongState, Assert.Throws<MimException>(() => _fixture.Undo(rotated)).Cause);
        Assert.Equal(3, _fixture.Rotate().NewVersion);
        _fixture.AssertHolds(3, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void Only_the_newest_change_can_be_undone()
    {
        var first = _fixture.Rotate();
        var second = _fixture.Rotate();
        Assert.Equal(MimErrorCause.WrongState, Assert.Throws<MimException>(() => _fixture.Undo(first)).Cause);
        Assert.Equal(RotationOutcome.Undone, _fixture.Undo(second).Outcome);
        _fixture.AssertHolds(2, _fixture.One, _fixture.Two);
        Assert.Equal(MimErrorCause.WrongState, Assert.Throws<MimException>(() => _fixture.Undo(second)).Cause);
    }

    [Fact]
    public void Deliveries_and_failures_in_between_do_not_hinder_it()
    {
        var rotated = _fixture.Rotate();
        var third = _fixture.AddTarget("three");
        Assert.Equal(RotationOutcome.Completed, _fixture.Publish().Outcome);
        _fixture.Fail(nameof(ITargetAdapter.InstallAsync), _fixture.Two);
        Assert.Equal(RotationOutcome.RolledBack, _fixture.Rotate().Outcome);
        _fixture.Faults.Heal();
        Assert.Equal(RotationOutcome.Undone, _fixture.Undo(rotated).Outcome);
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two, third);
    }

    [Fact]
    public void A_target_that_came_with_the_rotation_gets_the_old_version_too()
    {
        var third = _fixture.AddTarget("three");
        Assert.Equal(RotationOutcome.Undone, _fixture.Undo(_fixture.Rotate()).Outcome);
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two, third);
    }

    [Fact]
    public void A_revoked_or_expired_version_does_not_come_back()
    {
        var rotated = _fixture.Rotate();
        _fixture.Time.Now = _fixture.Version(1).NotAfter!.Value;
        Assert.Contains("expired", Assert.Throws<MimException>(() => _fixture.Undo(rotated)).Message, StringComparison.Ordinal);
        _fixture.Session.Revocation.Revoke(_fixture.Web.Id, new RevocationRequest(), CancellationToken.None);
        Assert.Equal(MimErrorCause.WrongState, Assert.Throws<MimException>(() => _fixture.Undo(rotated)).Cause);
    }

    [Theory]
    [InlineData(nameof(ITakesBack.TakeBackAsync))]
    [InlineData(nameof(ITargetAdapter.ProveAsync))]
    public void Whatever_dies_in_an_undo_is_undone_later(string method)
    {
        var rotated = _fixture.Rotate();
        _fixture.Faults.After = (called, target) =>
            called == method && target.Id == _fixture.One.Id ? throw new InvalidProgramException() : Task.CompletedTask;
        Assert.Throws<InvalidProgramException>(() => _fixture.Undo(rotated));
        _fixture.Faults.Heal();
        Assert.Equal(RotationOutcome.Undone, Assert.Single(_fixture.Resume()).Outcome);
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two);
    }
}
