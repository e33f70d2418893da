using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IRunners"/> promises: a claim is only taken from a runner that is surely gone.</summary>
public abstract class RunnersContract
{
    protected abstract IRunners Runners { get; }

    [Fact]
    public void This_process_lives()
    {
        Assert.NotEmpty(Runners.Self);
        Assert.False(Runners.IsDead(Runners.Self));
    }

    [Fact]
    public void A_runner_that_ended_is_dead() => Assert.True(Runners.IsDead(Ended()));

    [Theory]
    [InlineData("")]
    [InlineData("somebody")]
    [InlineData("some other host/boot/pid:[1]/1/1")]
    public void Of_others_nothing_is_known(string owner) => Assert.False(Runners.IsDead(owner));

    /// <summary>The name that a runner of this host had which has ended.</summary>
    protected abstract string Ended();
}
