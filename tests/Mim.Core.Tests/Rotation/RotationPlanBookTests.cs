using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Rotation;

/// <summary>Plans that are saved, and applied once.</summary>
public sealed class RotationPlanBookTests : IDisposable
{
    private readonly RotationFixture _fixture = new();
    private readonly MachineIdentity _other;

    public RotationPlanBookTests() => _other = _fixture.Issue("other.corp.test");

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void A_saved_plan_is_applied_once()
    {
        var plan = Save();
        Assert.Equal((2, "tester"), (plan.Identities, plan.CreatedBy));
        Assert.Equal(1, _fixture.Current().Version);
        Assert.All(Apply(plan), result => Assert.Equal(RotationOutcome.Completed, result.Outcome));
        _fixture.AssertHolds(2, _fixture.One, _fixture.Two);
        var again = Assert.Throws<MimException>(() => Apply(plan));
        Assert.Equal(MimErrorCause.WrongState, again.Cause);
        Assert.Contains("applied already", again.Message, StringComparison.Ordinal);
        Assert.Equal(2, _fixture.Current().Version);
    }

    [Fact]
    public void What_changed_since_is_told_and_nothing_is_done()
    {
        var plan = Save();
        _fixture.Rotate(identity: _other);
        _fixture.AddTarget("three");
        var results = Apply(plan);
        Assert.All(results, result => Assert.Equal((RotationOutcome.Skipped, MimErrorCause.PlanOutdated), (result.Outcome, result.Error!.Cause)));
        Assert.Contains(results, result => result.Identity == _other.Name && result.Reason!.Contains("version 2 is the current one now", StringComparison.Ordinal));
        Assert.Contains(results, result => result.Identity == _fixture.Web.Name && result.Reason!.Contains("three", StringComparison.Ordinal));
        Assert.Equal(1, _fixture.Current().Version);
    }

    [Fact]
    public void A_policy_that_changed_is_a_change_too()
    {
        var plan = Save();
        _fixture.Session.Policies.Set(
            _fixture.Session.Policies.For(Criticality.Medium) with { Overlap = TimeSpan.FromDays(3) }, CancellationToken.None);
        Assert.All(Apply(plan), result => Assert.Contains("after 3 days", result.Reason, StringComparison.Ordinal));
        Assert.Equal(1, _fixture.Current().Version);
    }

    [Fact]
    public void What_a_run_left_is_applied_by_the_next_and_nothing_twice()
    {
        var plan = Save();
        foreach (var result in _fixture.Session.RotationPlans.ApplyAsync(plan.Id, new RotationOptions(), CancellationToken.None).ToBlockingEnumerable())
        {
            Assert.Equal(RotationOutcome.Completed, result.Outcome);
            break;
        }

        Assert.Equal(RotationOutcome.Completed, Assert.Single(Apply(plan)).Outcome);
        Assert.Equal((2, 2), (_fixture.Current().Version, _fixture.Current(_other).Version));
        Assert.Throws<MimException>(() => Apply(plan));
    }

    [Fact]
    public void A_rotation_that_failed_was_the_plans_only_try()
    {
        var plan = Save();
        _fixture.Fail(nameof(ITargetAdapter.InstallAsync), _fixture.Two);
        Assert.Contains(Apply(plan), result => result.Outcome == RotationOutcome.RolledBack);
        Assert.Throws<MimException>(() => Apply(plan));
    }

    [Fact]
    public async Task Two_who_apply_it_together_rotate_each_identity_once()
    {
        var plan = Save();
        using var other = _fixture.NewHealthySession();
        List<RotationResult> Run(MimSession session)
        {
            try
            {
                return [.. session.RotationPlans.ApplyAsync(plan.Id, new RotationOptions(), CancellationToken.None).ToBlockingEnumerable()];
            }
            catch (MimException exception) when (exception.Cause == MimErrorCause.WrongState)
            {
                return [];
            }
        }

        var results = await Task.WhenAll(Task.Run(() => Run(_fixture.Session)), Task.Run(() => Run(other)));
        Assert.Equal(2, results.SelectMany(result => result).Count(result => result.Outcome == RotationOutcome.Completed));
        Assert.Equal((2, 2), (_fixture.Current().Version, _fixture.Current(_other).Version));
    }

    [Fact]
    public void What_does_not_exist_is_told()
    {
        Assert.Equal(MimErrorCause.PlanNotFound, Assert.Throws<MimException>(() => _fixture.Session.RotationPlans.Get(Guid.NewGuid())).Cause);
        Assert.Equal(
            MimErrorCause.IdentityNotFound,
            Assert.Throws<MimException>(() => _fixture.Session.RotationPlans.Save([Guid.NewGuid()], CancellationToken.None)).Cause);
    }

    private SavedPlan Save() => _fixture.Session.RotationPlans.Save([_fixture.Web.Id, _other.Id], CancellationToken.None);

    private List<RotationResult> Apply(SavedPlan plan)
    {
        _fixture.Time.Now += TimeSpan.FromSeconds(1);
        return [.. _fixture.Session.RotationPlans.ApplyAsync(plan.Id, new RotationOptions(), CancellationToken.None).ToBlockingEnumerable()];
    }
}
