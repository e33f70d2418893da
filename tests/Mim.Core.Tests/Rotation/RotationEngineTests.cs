using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Revocation;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Rotation;

/// <summary>Rotations that succeed, and rotations that meet others.</summary>
public sealed class RotationEngineTests : IDisposable
{
    private readonly RotationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void A_rotation_installs_proves_and_activates_everywhere()
    {
        var result = _fixture.Rotate();
        Assert.Equal((RotationOutcome.Completed, RotationStep.Retire, 1, 2), (result.Outcome, result.Step, result.OldVersion, result.NewVersion));
        _fixture.AssertHolds(2, _fixture.One, _fixture.Two);
        Assert.Equal(VersionState.Deactivated, _fixture.Version(1).State);
        Assert.NotEqual(_fixture.Version(1).SerialNumber, _fixture.Version(2).SerialNumber);
        Assert.NotEqual(_fixture.Version(1).KeyFingerprint, _fixture.Version(2).KeyFingerprint);
        Assert.True(_fixture.Session.Audit.Test(CancellationToken.None).Intact);
    }

    [Fact]
    public void What_is_not_due_is_passed_over_until_it_is()
    {
        Assert.Equal(RotationOutcome.Skipped, _fixture.Rotate(onlyIfDue: true).Outcome);
        Assert.Empty(_fixture.Session.Rotation.Due(CancellationToken.None));
        _fixture.Time.Now = _fixture.Current().DueAt!.Value;
        Assert.Equal([_fixture.Web.Id], _fixture.Session.Rotation.Due(CancellationToken.None));
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate(onlyIfDue: true).Outcome);
        Assert.Empty(_fixture.Session.Rotation.Due(CancellationToken.None));
    }

    [Fact]
    public async Task Of_two_runners_in_one_process_only_one_works()
    {
        var entered = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        _fixture.Faults.Before = async (method, _) =>
        {
            entered.TrySetResult();
            await goOn.Task;
        };
        var first = Task.Run(() => _fixture.Rotate());
        await entered.Task;
        using var other = _fixture.NewHealthySession();
        var second = RotationFixture.Rotate(other, false, _fixture.Web);
        goOn.SetResult();
        Assert.Equal(RotationOutcome.Skipped, second.Outcome);
        Assert.Contains("another runner", second.Reason, StringComparison.Ordinal);
        Assert.Equal(RotationOutcome.Completed, (await first).Outcome);
        Assert.Equal(2, _fixture.Session.Identities.Versions(_fixture.Web.Id).Count);
    }

    [Fact]
    public async Task A_runner_that_slept_past_its_claim_finds_that_another_took_over()
    {
        var entered = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        _fixture.Faults.Before = async (method, _) =>
        {
            if (method != nameof(ITargetAdapter.InstallAsync))
            {
                return;
            }

            entered.TrySetResult();
            await goOn.Task;
        };
        var first = Task.Run(() => _fixture.Rotate());
        await entered.Task;
        _fixture.Time.Now += RunClaim.Duration + TimeSpan.FromSeconds(1);
        using var other = _fixture.NewHealthySession();
        var second = RotationFixture.Rotate(other, false, _fixture.Web);
        goOn.SetResult();
        Assert.Equal((RotationOutcome.Completed, 2), (second.Outcome, second.NewVersion));
        Assert.Equal(RotationOutcome.Skipped, (await first).Outcome);
        Assert.Equal(RotationOutcome.Completed, Assert.Single(Rotations(), rotation => !rotation.IsDelivery).Outcome);
        _fixture.AssertHolds(2, _fixture.One, _fixture.Two);
    }

    [Fact]
    public async Task Two_runners_with_the_same_list_rotate_each_identity_once()
    {
        var identities = Enumerable.Range(0, 20).Select(index => _fixture.Issue($"host{index}.corp.test")).ToList();
        _fixture.Time.Now = identities.Max(identity => identity.DueAt!.Value);
        using var other = _fixture.NewHealthySession();
        List<RotationResult> Run(MimSession session) =>
            [.. session.Rotation.RotateAsync(identities.Select(identity => identity.Id), new RotationOptions { OnlyIfDue = true }, CancellationToken.None).ToBlockingEnumerable()];
        var results = await Task.WhenAll(Task.Run(() => Run(_fixture.Session)), Task.Run(() => Run(other)));
        Assert.All(results.SelectMany(result => result), result => Assert.True(result.Outcome is RotationOutcome.Completed or RotationOutcome.Skipped, result.Reason));
        Assert.Equal(identities.Count, results.Sum(result => result.Count(one => one.Outcome == RotationOutcome.Completed)));
        Assert.All(identities, identity => Assert.Equal(2, _fixture.Session.Identities.Versions(identity.Id).Count));
    }

    [Fact]
    public void Cancelled_in_a_step_it_is_left_to_whoever_resumes()
    {
        using var cancellation = new CancellationTokenSource();
        _fixture.Faults.Before = (method, target) =>
        {
            if (method == nameof(ITargetAdapter.InstallAsync) && target.Id == _fixture.Two.Id)
            {
                cancellation.Cancel();
            }

            return Task.CompletedTask;
        };
        Assert.ThrowsAny<OperationCanceledException>(() => _fixture.Session.Rotation
            .RotateAsync([_fixture.Web.Id], new RotationOptions(), cancellation.Token).ToBlockingEnumerable().ToList());
        using var other = _fixture.NewHealthySession();
        Assert.Equal(RotationOutcome.Completed, Assert.Single(_fixture.Resume(other)).Outcome);
        _fixture.AssertHolds(2, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void Trouble_with_the_store_stops_the_run_and_a_later_one_goes_on()
    {
        _fixture.Faults.After = (method, _) =>
            method == nameof(ITargetAdapter.InstallAsync) ? throw new MimException(MimErrorCause.StoreFull, "The disk is full.") : Task.CompletedTask;
        Assert.Equal(MimErrorCause.StoreFull, Assert.Throws<MimException>(() => _fixture.Rotate()).Cause);
        _fixture.Faults.Heal();
        Assert.Equal((RotationOutcome.Completed, 2), (_fixture.Rotate().Outcome, _fixture.Current().Version));
        _fixture.AssertHolds(2, _fixture.One, _fixture.Two);
    }

    [Theory]
    [InlineData(nameof(ITargetAdapter.InstallAsync))]
    [InlineData(nameof(ITargetAdapter.ProveAsync))]
    public void Whatever_dies_in_a_target_is_resumed(string method)
    {
        foreach (var target in (Target[])[_fixture.One, _fixture.Two])
        {
            var before = _fixture.Current().Version;
            Task Die(string called, Target at) => called == method && at.Id == target.Id ? throw new InvalidProgramException() : Task.CompletedTask;
            _fixture.Faults.Before = Die;
            Assert.Throws<InvalidProgramException>(() => _fixture.Rotate());
            _fixture.Faults.Before = (_, _) => Task.CompletedTask;
            _fixture.Faults.After = Die;
            Assert.Throws<InvalidProgramException>(() => _fixture.Rotate());
            _fixture.Faults.Heal();
            Assert.Equal(RotationOutcome.Completed, Assert.Single(_fixture.Resume()).Outcome);
            _fixture.AssertHolds(before + 1, _fixture.One, _fixture.Two);
        }
    }

    [Fact]
    public void An_identity_revoked_meanwhile_gets_no_new_version()
    {
        _fixture.Faults.Before = (method, _) =>
        {
            if (method == nameof(ILooksAhead.LookAheadAsync))
            {
                return Task.CompletedTask;
            }

            _fixture.Faults.Heal();
            _fixture.Session.Revocation.Revoke(_fixture.Web.Id, new RevocationRequest(), CancellationToken.None);
            return Task.CompletedTask;
        };
        var result = _fixture.Rotate();
        Assert.Equal((RotationOutcome.RolledBack, VersionState.Revoked, 1), (result.Outcome, _fixture.Current().Status, _fixture.Current().Version));
        Assert.Equal(VersionState.Revoked, _fixture.Version(1).State);
        Assert.Equal((VersionState.Deactivated, false), (_fixture.Version(2).State, _fixture.Version(2).HasPrivateKey));
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two);
        Assert.Equal(RotationOutcome.Skipped, _fixture.Rotate().Outcome);
    }

    [Fact]
    public void Without_a_working_authority_the_old_version_stays()
    {
        var authority = _fixture.Session.Authorities.Find(["corp"], CancellationToken.None).Single();
        _fixture.Session.Revocation.Revoke(authority.Id, new RevocationRequest(), CancellationToken.None);
        var result = _fixture.Rotate();
        Assert.Equal((RotationOutcome.RolledBack, MimErrorCause.AuthorityUnusable), (result.Outcome, result.Error!.Cause));
        _fixture.AssertHolds(1, _fixture.One, _fixture.Two);
    }

    [Fact]
    public void What_does_not_exist_is_a_failure_of_its_own()
    {
        var results = _fixture.Session.Rotation
            .RotateAsync([Guid.NewGuid(), _fixture.Web.Id], new RotationOptions(), CancellationToken.None).ToBlockingEnumerable().ToList();
        Assert.Equal(MimErrorCause.IdentityNotFound, results[0].Error!.Cause);
        Assert.Equal(RotationOutcome.Completed, results[1].Outcome);
    }

    private List<RotationRecord> Rotations() =>
        [.. _fixture.Session.Rotation.Find(new RotationQuery { IdentityId = _fixture.Web.Id }, CancellationToken.None)];
}
