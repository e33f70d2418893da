using Mim.Core.Identities;
using Mim.Core.Policies;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Rotation;

public sealed class AuthorityBudgetTests : IDisposable
{
    private readonly RotationFixture _fixture = new();
    private readonly List<MachineIdentity> _hosts;

    public AuthorityBudgetTests()
    {
        _hosts = [.. Enumerable.Range(0, 6).Select(index => _fixture.Issue($"host{index}.corp.test"))];
        _fixture.Time.Now += TimeSpan.FromDays(1);
    }

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void No_more_than_the_limit_are_issued_within_the_span()
    {
        Policy(policy => policy with { IssueLimit = 4, IssueSpan = TimeSpan.FromHours(1) });
        var results = Rotate(new RotationOptions { ThrottleLimit = 6, Canary = 0 });
        Assert.Equal(4, results.Count(result => result.Outcome == RotationOutcome.Completed));
        var others = results.Where(result => result.Outcome != RotationOutcome.Completed).ToList();
        Assert.All(others, result => Assert.True(result is { Outcome: RotationOutcome.Skipped or RotationOutcome.Waiting, Error: null }));
        Assert.All(others, result => Assert.Contains("authority 'corp' has issued as much as the policy allows", result.Reason, StringComparison.Ordinal));

        _fixture.Time.Now += TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1);
        Assert.All(Rotate(new RotationOptions(), [.. others.Select(result => result.IdentityId)]), result => Assert.Equal(RotationOutcome.Completed, result.Outcome));
        Assert.All(_hosts, host => Assert.Equal(2, _fixture.Current(host).Version));
    }

    [Fact]
    public void Two_keep_their_distance()
    {
        Policy(policy => policy with { IssueSpacing = TimeSpan.FromMinutes(5) });
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate(identity: _hosts[0]).Outcome);
        Assert.Equal(RotationOutcome.Skipped, _fixture.Rotate(identity: _hosts[1]).Outcome);
        _fixture.Time.Now += TimeSpan.FromMinutes(5);
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate(identity: _hosts[1]).Outcome);
    }

    [Fact]
    public void Force_asks_all_the_same()
    {
        Policy(policy => policy with { IssueLimit = 1, IssueSpan = TimeSpan.FromDays(30) });
        Assert.All(Rotate(new RotationOptions { Force = true }), result => Assert.Equal(RotationOutcome.Completed, result.Outcome));
    }

    [Fact]
    public void What_is_spent_elsewhere_counts_and_other_tiers_have_budgets_of_their_own()
    {
        Policy(policy => policy with { IssueLimit = 7, IssueSpan = TimeSpan.FromDays(30) });
        Assert.Equal(RotationOutcome.Skipped, _fixture.Rotate(identity: _hosts[0]).Outcome);
        _fixture.Session.Identities.Set(_hosts[0].Id, new IdentityChange { Criticality = Criticality.High }, CancellationToken.None);
        Assert.Equal(RotationOutcome.Completed, _fixture.Rotate(identity: _hosts[0]).Outcome);
    }

    private void Policy(Func<IdentityPolicy, IdentityPolicy> change) =>
        _fixture.Session.Policies.Set(change(_fixture.Session.Policies.For(Criticality.Medium)), CancellationToken.None);

    private List<RotationResult> Rotate(RotationOptions options, IReadOnlyList<Guid>? ids = null) =>
        [.. _fixture.Session.Rotation.RotateAsync(ids ?? [.. _hosts.Select(host => host.Id)], options, CancellationToken.None).ToBlockingEnumerable()];
}
