using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Rotation;

/// <summary>Many identities: canaries first, then several at once, until too many fail.</summary>
public sealed class RotationWavesTests : IDisposable
{
    private readonly RotationFixture _fixture = new();
    private readonly List<MachineIdentity> _hosts;
    private readonly List<Target> _targets;

    public RotationWavesTests()
    {
        _hosts = [.. Enumerable.Range(0, 12).Select(index => _fixture.Issue($"host{index}.corp.test"))];
        _targets = [.. _hosts.Select((host, index) => _fixture.AddTarget($"host{index}", host))];
    }

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void The_canary_is_through_before_any_other_begins()
    {
        var seen = new List<Guid>();
        _fixture.Faults.After = (_, target) =>
        {
            lock (seen)
            {
                seen.Add(target.IdentityId);
            }

            return Task.CompletedTask;
        };
        var results = Rotate(new RotationOptions { ThrottleLimit = 4 });
        Assert.All(results, result => Assert.Equal(RotationOutcome.Completed, result.Outcome));
        Assert.Equal(_hosts[0].Id, results[0].IdentityId);
        Assert.Equal(_hosts.Count, results.Select(result => result.IdentityId).Distinct().Count());
        Assert.All(seen.Take(2), id => Assert.Equal(_hosts[0].Id, id));
    }

    [Fact]
    public void A_failing_canary_stops_the_run_and_leaves_the_others_untouched()
    {
        _fixture.Fail(nameof(ITargetAdapter.ProveAsync), _targets[0]);
        var results = Rotate(new RotationOptions { ThrottleLimit = 4 });
        Assert.Equal(RotationOutcome.RolledBack, results[0].Outcome);
        Assert.All(results.Skip(1), result => Assert.Equal(
            (RotationOutcome.Skipped, $"Not started: the canary '{_hosts[0].Name}' failed."), (result.Outcome, result.Reason)));
        Assert.Equal(_hosts.Count, results.Count);
        Assert.All(_hosts, host => Assert.Equal(1, _fixture.Current(host).Version));
    }

    [Fact]
    public void A_canary_known_to_fail_gives_way_to_the_next()
    {
        _fixture.Fail(nameof(ITargetAdapter.ProveAsync), _targets[0]);
        _fixture.Rotate(identity: _hosts[0]);
        var results = Rotate(new RotationOptions());
        Assert.Equal([RotationOutcome.RolledBack, .. Enumerable.Repeat(RotationOutcome.Completed, _hosts.Count - 1)], results.Select(result => result.Outcome));
    }

    [Fact]
    public void Canaries_that_were_passed_over_do_not_count()
    {
        var absent = Guid.NewGuid();
        _fixture.Fail(nameof(ITargetAdapter.InstallAsync), _targets[1]);
        var results = Rotate(new RotationOptions { Canary = 2 }, [absent, .. _hosts.Select(host => host.Id)]);
        Assert.Equal([RotationOutcome.Failed, RotationOutcome.Completed, RotationOutcome.RolledBack], results.Take(3).Select(result => result.Outcome));
        Assert.All(results.Skip(3), result => Assert.Equal(RotationOutcome.Skipped, result.Outcome));
    }

    [Fact]
    public void A_handful_needs_no_canary()
    {
        _fixture.Fail(nameof(ITargetAdapter.InstallAsync), _targets[0]);
        var results = Rotate(new RotationOptions(), [.. _hosts.Take(5).Select(host => host.Id)]);
        Assert.Equal([RotationOutcome.RolledBack, .. Enumerable.Repeat(RotationOutcome.Completed, 4)], results.Select(result => result.Outcome));
    }

    [Fact]
    public void Too_many_failures_stop_the_run()
    {
        _fixture.Faults.Before = (method, target) => method != nameof(ITargetAdapter.InstallAsync) || target.Id == _targets[0].Id
            ? Task.CompletedTask
            : throw new MimException(MimErrorCause.InstallFailed, "It does not work.", target.Address);
        var results = Rotate(new RotationOptions { MaxFailure = 2 });
        Assert.Equal(
            [RotationOutcome.Completed, .. Enumerable.Repeat(RotationOutcome.RolledBack, 3), .. Enumerable.Repeat(RotationOutcome.Skipped, 8)],
            results.Select(result => result.Outcome));
        Assert.All(results.Skip(4), result => Assert.StartsWith("Not started: 3 failed, more than the 2 allowed.", result.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_due_or_backs_off_is_forced()
    {
        Assert.Equal(RotationOutcome.Skipped, _fixture.Rotate(onlyIfDue: true, _hosts[0]).Outcome);
        _fixture.Fail(nameof(ITargetAdapter.InstallAsync), _targets[0]);
        Assert.Equal(RotationOutcome.RolledBack, _fixture.Rotate(identity: _hosts[0]).Outcome);
        _fixture.Faults.Heal();
        var result = Assert.Single(Rotate(new RotationOptions { OnlyIfDue = true, Force = true }, [_hosts[0].Id]));
        Assert.Equal(RotationOutcome.Completed, result.Outcome);
    }

    private List<RotationResult> Rotate(RotationOptions options, IEnumerable<Guid>? ids = null)
    {
        _fixture.Time.Now += TimeSpan.FromSeconds(1);
        return [.. _fixture.Session.Rotation.RotateAsync(ids ?? _hosts.Select(host => host.Id), options, CancellationToken.None).ToBlockingEnumerable()];
    }
}
