using Mim.Core.Identities;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Rotation;

public sealed class RotationPlanTests : IDisposable
{
    private readonly RotationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void A_plan_names_every_step_and_location_and_changes_nothing()
    {
        var acts = _fixture.Session.Store.Describe(CancellationToken.None).AuditRecords;
        var plan = _fixture.Session.Rotation.Plan(_fixture.Web.Id, CancellationToken.None);
        Assert.Equal(
            [
                RotationStep.Plan, RotationStep.Prepare, RotationStep.Install, RotationStep.Install, RotationStep.Prove, RotationStep.Prove,
                RotationStep.Activate, RotationStep.Retire,
            ],
            plan.Select(step => step.Step));
        Assert.All([_fixture.One.Address, _fixture.Two.Address], address => Assert.Equal(2, plan.Count(step => step.Description.Contains(address, StringComparison.Ordinal))));
        Assert.Contains("version 2", plan[1].Description, StringComparison.Ordinal);
        Assert.Equal(acts, _fixture.Session.Store.Describe(CancellationToken.None).AuditRecords);
    }

    [Fact]
    public void An_overlap_shows_in_the_plan()
    {
        var policy = _fixture.Session.Policies.For(Criticality.Medium) with { Overlap = TimeSpan.FromDays(3), IsBuiltIn = false };
        _fixture.Session.Policies.Set(policy, CancellationToken.None);
        Assert.Contains("after 3 days", _fixture.Session.Rotation.Plan(_fixture.Web.Id, CancellationToken.None)[^1].Description, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_exist_has_no_plan() => Assert.Equal(
        MimErrorCause.IdentityNotFound, Assert.Throws<MimException>(() => _fixture.Session.Rotation.Plan(Guid.NewGuid(), CancellationToken.None)).Cause);
}
