using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every target does that can give back what it replaced.</summary>
public abstract class TakesBackContract
{
    /// <summary>The adapter, which is also an <see cref="ITargetAdapter"/>; the same for the whole test.</summary>
    protected abstract ITakesBack Adapter { get; }

    /// <summary>A new installation of version 1, 2 … of one identity on one target; the same credential for the same number.</summary>
    protected abstract Installation Installation(int number);

    /// <summary>Whether the location is as empty as before the first installation.</summary>
    protected abstract bool IsEmpty();

    private ITargetAdapter Target => (ITargetAdapter)Adapter;

    [SuiteFact]
    public async Task What_was_there_comes_back()
    {
        var (first, second, receipt) = await Replace();
        using var one = first;
        using var two = second;
        await Adapter.TakeBackAsync(second.Target, receipt, CancellationToken.None);
        Assert.True((await Target.ProveAsync(first, CancellationToken.None)).Holds);
        Assert.False((await Target.ProveAsync(second, CancellationToken.None)).Holds);
    }

    [SuiteFact]
    public async Task Where_nothing_was_nothing_is_left()
    {
        using var installation = Installation(1);
        var receipt = await Target.InstallAsync(installation, CancellationToken.None);
        await Adapter.TakeBackAsync(installation.Target, receipt, CancellationToken.None);
        Assert.True(IsEmpty());
    }

    [SuiteFact]
    public async Task Taking_back_twice_is_taking_back_once()
    {
        var (first, second, receipt) = await Replace();
        using var one = first;
        using var two = second;
        await Adapter.TakeBackAsync(second.Target, receipt, CancellationToken.None);
        await Adapter.TakeBackAsync(second.Target, receipt, CancellationToken.None);
        Assert.True((await Target.ProveAsync(first, CancellationToken.None)).Holds);
    }

    [SuiteFact]
    public async Task What_was_installed_twice_is_taken_back_to_what_was_there_first()
    {
        var (first, second, _) = await Replace();
        using var one = first;
        using var two = second;
        var receipt = await Target.InstallAsync(second, CancellationToken.None);
        await Adapter.TakeBackAsync(second.Target, receipt, CancellationToken.None);
        Assert.True((await Target.ProveAsync(first, CancellationToken.None)).Holds);
    }

    [SuiteFact]
    public async Task Retiring_leaves_what_is_installed()
    {
        var (first, second, receipt) = await Replace();
        using var one = first;
        using var two = second;
        await Adapter.RetireAsync(second.Target, receipt, CancellationToken.None);
        await Adapter.RetireAsync(second.Target, receipt, CancellationToken.None);
        Assert.True((await Target.ProveAsync(second, CancellationToken.None)).Holds);
    }

    [SuiteFact]
    public async Task After_retiring_there_is_nothing_to_take_back()
    {
        var (first, second, receipt) = await Replace();
        using var one = first;
        using var two = second;
        await Adapter.RetireAsync(second.Target, receipt, CancellationToken.None);
        await Adapter.TakeBackAsync(second.Target, receipt, CancellationToken.None);
        Assert.True((await Target.ProveAsync(second, CancellationToken.None)).Holds);
    }

    [SuiteFact]
    public async Task A_lost_receipt_is_recalled()
    {
        var (first, second, receipt) = await Replace();
        using var one = first;
        using var two = second;
        var recalled = await Adapter.RecallAsync(second.Target, second.Version.Id, CancellationToken.None);
        Assert.Equal(receipt.PreviousCopies, recalled.PreviousCopies);
    }

    [SuiteFact]
    public async Task What_was_never_installed_or_is_back_has_no_receipt()
    {
        var (first, second, receipt) = await Replace();
        using var one = first;
        using var two = second;
        Assert.Empty((await Adapter.RecallAsync(second.Target, Guid.NewGuid(), CancellationToken.None)).PreviousCopies);
        await Adapter.TakeBackAsync(second.Target, receipt, CancellationToken.None);
        Assert.Empty((await Adapter.RecallAsync(second.Target, second.Version.Id, CancellationToken.None)).PreviousCopies);
    }

    private async Task<(Installation First, Installation Second, InstallReceipt Receipt)> Replace()
    {
        var first = Installation(1);
        var second = Installation(2);
        var before = await Target.InstallAsync(first, CancellationToken.None);
        await Adapter.RetireAsync(first.Target, before, CancellationToken.None);
        return (first, second, await Target.InstallAsync(second, CancellationToken.None));
    }
}
