using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Rotation;

/// <summary>Rotations that fail somewhere, and what is left then.</summary>
public sealed class RotationRollbackTests : IDisposable
{
    private readonly RotationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData(nameof(ITargetAdapter.InstallAsync), "one")]
    [InlineData(nameof(ITargetAdapter.InstallAsync), "two")]
    [InlineData(nameof(ITargetAdapter.ProveAsync), "one")]
    [InlineData(nameof(ITargetAdapter.ProveAsync), "two")]
    public void A_failure_anywhere_leaves_the_old_version_everywhere(string method, string at)
    {
        var before = _fixture.Names.ToList();
        FailNew(method, at == "one" ? _fixture.One : _fixture.Two);
        var result = _fixture.Rotate();
        Assert.Equal((RotationOutcome.RolledBack, MimErrorCause.InstallFailed), (result.Outcome, result.Error!.Cause));
        _fixture.Faults.Heal();
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two);
        Assert.Equal(before, _fixture.Names);
        Assert.Equal((VersionState.Active, true), (_fixture.Version(1).State, _fixture.Version(1).HasPrivateKey));
        Assert.Equal((VersionState.Deactivated, false), (_fixture.Version(2).State, _fixture.Version(2).HasPrivateKey));
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate().Outcome);
        _fixture.AssertHolds(3, _fixture.One, _fixture.Two);
    }

    [Theory]
    [InlineData("one")]
    [InlineData("two")]
    public void A_location_that_resists_leaves_it_open_and_the_others_taken_back(string at)
    {
        var stubborn = at == "one" ? _fixture.One : _fixture.Two;
        FailNew(nameof(ITargetAdapter.ProveAsync), _fixture.Two, alsoTakingBack: stubborn);
        var result = _fixture.Rotate();
        Assert.Equal(RotationOutcome.Failed, result.Outcome);
        Assert.Contains(stubborn.Address, result.Reason, StringComparison.Ordinal);
        _fixture.Faults.Heal();
        _fixture.AssertHolds(1, at == "one" ? _fixture.Two : _fixture.One);
        Assert.Equal([_fixture.Web.Id], _fixture.Session.Rotation.Due(CancellationToken.None));
        Assert.Equal(RotationOutcome.RolledBack, Assert.Single(_fixture.Resume()).Outcome);
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void Where_nothing_could_be_put_nothing_is_left_to_take_back()
    {
        var shop = _fixture.Issue("shop01.corp.test");
        var target = _fixture.AddTarget("gone", shop);
        Directory.Delete(Path.GetDirectoryName(target.Address)!);

        var result = _fixture.Rotate(identity: shop);

        Assert.Equal(RotationOutcome.RolledBack, result.Outcome);
        Assert.Contains("there is no folder", result.Reason, StringComparison.Ordinal);
        Assert.Equal((VersionState.Active, 1), (_fixture.Current(shop).Status, _fixture.Current(shop).Version));
    }

    [Fact]
    public void The_reason_of_repeated_failures_does_not_grow()
    {
        FailNew(nameof(ITargetAdapter.ProveAsync), _fixture.Two, alsoTakingBack: _fixture.One);
        var first = _fixture.Rotate().Reason;
        FailNew(nameof(ITargetAdapter.ProveAsync), _fixture.Two, alsoTakingBack: _fixture.One);
        Assert.Equal(first, Assert.Single(_fixture.Resume()).Reason);
    }

    [Theory]
    [InlineData(nameof(ITakesBack.TakeBackAsync))]
    [InlineData(nameof(ITargetAdapter.ProveAsync))]
    [InlineData(nameof(ITakesBack.RecallAsync))]
    public void Whatever_dies_in_taking_back_is_taken_back_later(string method)
    {
        FailNew(nameof(ITargetAdapter.InstallAsync), _fixture.Two);
        var failing = _fixture.Faults.Before;
        var isBack = false;
        _fixture.Faults.Before = (called, target) =>
        {
            isBack |= called is nameof(ITakesBack.RecallAsync) or nameof(ITakesBack.TakeBackAsync);
            return isBack && called == method ? throw new InvalidProgramException() : failing(called, target);
        };
        Assert.Throws<InvalidProgramException>(() => _fixture.Rotate());
        _fixture.Faults.Heal();
        Assert.Equal(RotationOutcome.RolledBack, Assert.Single(_fixture.Resume()).Outcome);
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void What_was_there_before_us_comes_back_byte_for_byte()
    {
        var third = _fixture.AddTarget("three");
        File.WriteAllText(third.File!.Path, "somebody's certificate");
        File.WriteAllText(third.File!.KeyPath!, "somebody's key");
        FailNew(nameof(ITargetAdapter.ProveAsync), third);
        Assert.Equal(RotationOutcome.RolledBack, _fixture.Rotate().Outcome);
        Assert.Equal("somebody's certificate", File.ReadAllText(third.File!.Path));
        Assert.Equal("somebody's key", File.ReadAllText(third.File!.KeyPath!));
        Assert.Null(_fixture.Session.Targets.Get(third.Id).InstalledVersionId);
        Assert.DoesNotContain(_fixture.Session.Identities.Locations(_fixture.Web.Id), location => location.TargetId == third.Id);
    }

    [Fact]
    public void Where_nothing_was_nothing_is_left()
    {
        var third = _fixture.AddTarget("three");
        FailNew(nameof(ITargetAdapter.ProveAsync), third);
        Assert.Equal(RotationOutcome.RolledBack, _fixture.Rotate().Outcome);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(third.Address)!));
    }

    [Fact]
    public void An_expired_version_is_given_back_too()
    {
        _fixture.Time.Now = _fixture.Web.NotAfter!.Value.AddDays(1);
        FailNew(nameof(ITargetAdapter.ProveAsync), _fixture.Two);
        Assert.Equal(RotationOutcome.RolledBack, _fixture.Rotate().Outcome);
        Assert.Equal((1, 1), (_fixture.Session.Targets.Get(_fixture.One.Id).InstalledVersion, _fixture.Current().Version));
    }

    [Fact]
    public void Copies_that_were_lost_are_made_good_from_the_store()
    {
        FailNew(nameof(ITargetAdapter.ProveAsync), _fixture.Two);
        var failing = _fixture.Faults.Before;
        _fixture.Faults.Before = (method, target) =>
        {
            if (method == nameof(ITakesBack.TakeBackAsync))
            {
                _fixture.Faults.Heal();
                Array.ForEach(Directory.GetFiles(Path.GetDirectoryName(target.Address)!, ".*"), File.Delete);
            }

            return failing(method, target);
        };
        Assert.Equal(RotationOutcome.RolledBack, _fixture.Rotate().Outcome);
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void Failures_back_off_one_hour_doubling_to_32()
    {
        var waits = new List<double>();
        for (var attempt = 1; attempt <= 8; attempt++)
        {
            _fixture.Time.Now = Max(_fixture.Time.Now, _fixture.Current().DueAt!.Value);
            FailNew(nameof(ITargetAdapter.InstallAsync), _fixture.One);
            Assert.Equal(RotationOutcome.RolledBack, _fixture.Rotate(onlyIfDue: true).Outcome);
            _fixture.Faults.Heal();
            var notBefore = _fixture.Session.Rotation.Find(new RotationQuery { First = 1 }, CancellationToken.None).Single().NotBefore!.Value;
            waits.Add((notBefore - _fixture.Time.Now).TotalHours);
            _fixture.Time.Now = notBefore.AddMinutes(-1);
            var skipped = _fixture.Rotate(onlyIfDue: true);
            Assert.Equal(RotationOutcome.Skipped, skipped.Outcome);
            Assert.Contains("backs off", skipped.Reason, StringComparison.Ordinal);
            _fixture.Publish();
            _fixture.Time.Now = notBefore;
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 32, 32], waits);
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate(onlyIfDue: true).Outcome);
    }

    [Fact]
    public void A_first_delivery_that_fails_leaves_nothing()
    {
        var third = _fixture.AddTarget("three");
        _fixture.Fail(nameof(ITargetAdapter.ProveAsync), third);
        Assert.Equal(RotationOutcome.RolledBack, _fixture.Publish().Outcome);
        _fixture.Faults.Heal();
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(third.Address)!));
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void A_repeated_delivery_that_fails_never_goes_back_to_an_older_version()
    {
        _fixture.Rotate();
        _fixture.Fail(nameof(ITargetAdapter.ProveAsync), _fixture.Two);
        Assert.Equal(RotationOutcome.RolledBack, _fixture.Publish().Outcome);
        _fixture.Faults.Heal();
        _fixture.AssertHolds(2, _fixture.One, _fixture.Two);
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>Fails the new version only: once the taking back begins, the method works again.</summary>
    private void FailNew(string method, Target at, Target? alsoTakingBack = null)
    {
        var isBack = false;
        _fixture.Faults.Before = (called, target) =>
        {
            isBack |= called is nameof(ITakesBack.TakeBackAsync) or nameof(ITakesBack.RecallAsync);
            var fails = isBack
                ? called == nameof(ITakesBack.TakeBackAsync) && target.Id == alsoTakingBack?.Id
                : called == method && target.Id == at.Id;
            return fails ? throw new MimException(MimErrorCause.InstallFailed, $"{called} fails at {target.Address}.", target.Address) : Task.CompletedTask;
        };
    }
}
