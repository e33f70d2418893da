using Mim.Core.Audit;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Rotation;

/// <summary>Disposal of identities and removal of targets, during and after rotations.</summary>
public sealed class RotationRemovalTests : IDisposable
{
    private readonly RotationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void What_is_being_rotated_is_neither_disposed_of_nor_loses_a_target()
    {
        _fixture.Faults.Before = (_, _) =>
        {
            _fixture.Faults.Heal();
            Assert.All([DisposeOf, RemoveTarget], refused =>
            {
                var error = Assert.Throws<MimException>(refused);
                Assert.Equal((MimErrorCause.AlreadyClaimed, _fixture.Web.Name), (error.Cause, error.Subject));
            });
            return Task.CompletedTask;
        };

        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate().Outcome);
        _fixture.AssertHolds(2, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void An_identity_disposed_of_after_its_runner_died_stays_disposed_of()
    {
        DieWhileInstalling();

        DisposeOf();

        Assert.Empty(_fixture.Copies);
        Assert.Equal(RotationOutcome.RolledBack, Assert.Single(_fixture.Resume()).Outcome);
        Assert.Equal(VersionState.Destroyed, _fixture.Current().Status);
        Assert.All(
            _fixture.Session.Identities.Versions(_fixture.Web.Id),
            version => Assert.Equal((VersionState.Destroyed, false), (version.State, version.HasPrivateKey)));
        Assert.Empty(Targets());
    }

    [Fact]
    public void A_target_removed_after_its_runner_died_stays_removed()
    {
        DieWhileInstalling();

        RemoveTarget();

        Assert.Empty(CopiesAt(_fixture.One));
        Assert.Equal(RotationOutcome.Completed, Assert.Single(_fixture.Resume()).Outcome);
        Assert.Equal([_fixture.Two.Id], Targets().Select(target => target.Id));
        Assert.Equal([_fixture.Two.Id], _fixture.Session.Identities.Locations(_fixture.Web.Id).Select(location => location.TargetId!.Value));
        _fixture.AssertHolds(2, _fixture.Two);
    }

    [Fact]
    public void Previous_copies_go_with_their_target_and_what_is_installed_stays()
    {
        _fixture.Rotate();
        Assert.All([_fixture.One, _fixture.Two], target => Assert.NotEmpty(CopiesAt(target)));

        RemoveTarget();

        Assert.Empty(CopiesAt(_fixture.One));
        Assert.NotEmpty(CopiesAt(_fixture.Two));
        Assert.True(File.Exists(_fixture.One.File!.KeyPath));

        DisposeOf();

        Assert.Empty(_fixture.Copies);
        Assert.True(File.Exists(_fixture.Two.File!.KeyPath));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Forced_a_copy_that_resists_is_left_and_the_act_says_so(bool isTarget)
    {
        _fixture.Rotate();
        _fixture.Fail("RetireAsync", _fixture.One);

        if (isTarget)
        {
            RemoveOne(isForced: true);
            Assert.Equal([_fixture.Two.Id], Targets().Select(target => target.Id));
        }
        else
        {
            DisposeOfWeb(isForced: true);
            Assert.Equal(VersionState.Destroyed, _fixture.Current().Status);
            Assert.Empty(CopiesAt(_fixture.Two));
        }

        Assert.NotEmpty(CopiesAt(_fixture.One));
        var act = _fixture.Session.Audit.Read(new AuditQuery { Acts = [isTarget ? "RemoveTarget" : "DisposeIdentity"] }, CancellationToken.None).Single();
        Assert.Contains(_fixture.One.Address, act.Detail["copiesLeft"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_that_resists_is_named_and_nothing_is_disposed_of()
    {
        _fixture.Rotate();
        _fixture.Fail("RetireAsync", _fixture.Two);

        Assert.Equal(MimErrorCause.InstallFailed, Assert.Throws<MimException>(DisposeOf).Cause);
        Assert.Equal(VersionState.Active, _fixture.Current().Status);

        _fixture.Faults.Heal();
        DisposeOf();
        Assert.Equal(VersionState.Destroyed, _fixture.Current().Status);
    }

    [Fact]
    public void A_folder_that_is_gone_does_not_stand_in_the_way()
    {
        _fixture.Rotate();
        Directory.Delete(Path.GetDirectoryName(_fixture.One.Address)!, recursive: true);

        DisposeOf();

        Assert.Equal(VersionState.Destroyed, _fixture.Current().Status);
    }

    private void DisposeOf() => DisposeOfWeb(isForced: false);

    private void DisposeOfWeb(bool isForced) => _fixture.Session.Disposer.DisposeOfAsync(_fixture.Web.Id, null, isForced, default).GetAwaiter().GetResult();

    private void RemoveTarget() => RemoveOne(isForced: false);

    private void RemoveOne(bool isForced) => _fixture.Session.Targets.RemoveAsync(_fixture.One.Id, isForced, default).GetAwaiter().GetResult();

    private IEnumerable<Target> Targets() => _fixture.Session.Targets.Find(_fixture.Web.Id, default);

    // The new files are in place and their receipt is not in the journal yet.
    private void DieWhileInstalling()
    {
        _fixture.Faults.After = (method, _) =>
            method == nameof(ITargetAdapter.InstallAsync) ? throw new InvalidOperationException("The runner is gone.") : Task.CompletedTask;
        Assert.Throws<InvalidOperationException>(() => _fixture.Rotate());
        _fixture.Faults.Heal();
        Assert.NotEmpty(CopiesAt(_fixture.One));
    }

    private static IEnumerable<string> CopiesAt(Target target) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(target.Address)!, ".*");
}
