using Mim.Core.Ports;
using Mim.Core.Rotation;

namespace Mim.Core.Tests.Rotation;

public sealed class LiveRunsTests
{
    private readonly TwoRunners _runners = new();

    [Fact]
    public void A_run_lives_until_it_ends()
    {
        var owner = LiveRuns.Begin(_runners);
        Assert.False(LiveRuns.IsDead(_runners, owner));
        LiveRuns.End(owner);
        Assert.True(LiveRuns.IsDead(_runners, owner));
    }

    [Fact]
    public void Two_runs_of_one_process_have_two_names() => Assert.NotEqual(LiveRuns.Begin(_runners), LiveRuns.Begin(_runners));

    [Theory]
    [InlineData("gone#1", true)]
    [InlineData("alive#1", false)]
    [InlineData("of another time", false)]
    public void Runs_of_other_processes_live_as_long_as_these(string owner, bool isDead) => Assert.Equal(isDead, LiveRuns.IsDead(_runners, owner));

    private sealed class TwoRunners : IRunners
    {
        public string Self => "self";

        public bool IsDead(string owner) => owner == "gone";
    }
}
