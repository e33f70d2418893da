using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every target does where versions stand side by side.</summary>
public abstract class HoldsSeveralContract
{
    /// <summary>The adapter, which is also an <see cref="ITargetAdapter"/>; the same for the whole test.</summary>
    protected abstract IHoldsSeveral Adapter { get; }

    /// <summary>All that is at the location, and not only what is ours; empty for nothing.</summary>
    protected abstract byte[] Content { get; set; }

    private ITargetAdapter Target => (ITargetAdapter)Adapter;

    /// <summary>A new installation of version 1, 2 … of one identity on one target; the same credential for the same number.</summary>
    protected abstract Installation Installation(int number);

    [SuiteFact]
    public async Task Versions_stand_side_by_side_until_one_is_taken_out()
    {
        using var first = Installation(1);
        using var second = Installation(2);
        await Target.InstallAsync(first, CancellationToken.None);
        await Target.InstallAsync(second, CancellationToken.None);
        Assert.Equal(Proof.Held, await Target.ProveAsync(first, CancellationToken.None));
        Assert.Equal(Proof.Held, await Target.ProveAsync(second, CancellationToken.None));

        await Adapter.RemoveAsync(first.Target, [first.Version], CancellationToken.None);
        Assert.False((await Target.ProveAsync(first, CancellationToken.None)).Holds);
        Assert.Equal(Proof.Held, await Target.ProveAsync(second, CancellationToken.None));
    }

    [SuiteFact]
    public async Task What_is_somebody_elses_is_the_same_before_and_after()
    {
        var before = Content;
        using var first = Installation(1);
        using var second = Installation(2);
        await Target.InstallAsync(first, CancellationToken.None);
        await Target.InstallAsync(second, CancellationToken.None);
        await Adapter.RemoveAsync(first.Target, [first.Version, second.Version], CancellationToken.None);
        Assert.Equal(before, Content);
    }

    [SuiteFact]
    public async Task Taking_out_what_is_not_there_changes_nothing()
    {
        using var first = Installation(1);
        using var second = Installation(2);
        await Adapter.RemoveAsync(first.Target, [first.Version], CancellationToken.None);
        await Target.InstallAsync(first, CancellationToken.None);
        var content = Content;
        await Adapter.RemoveAsync(first.Target, [second.Version], CancellationToken.None);
        await Adapter.RemoveAsync(first.Target, [], CancellationToken.None);
        Assert.Equal(content, Content);
    }

    [SuiteFact]
    public async Task Where_nothing_was_nothing_is_left()
    {
        Content = [];
        using var installation = Installation(1);
        await Target.InstallAsync(installation, CancellationToken.None);
        Assert.NotEmpty(Content);
        await Adapter.RemoveAsync(installation.Target, [installation.Version], CancellationToken.None);
        Assert.Empty(Content);
    }
}
