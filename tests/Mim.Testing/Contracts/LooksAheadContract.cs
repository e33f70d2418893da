using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every target does that can say beforehand what an installation would be refused for.</summary>
public abstract class LooksAheadContract
{
    private static readonly Dictionary<string, string> _unknown = [];

    /// <summary>The adapter, which is also an <see cref="ITargetAdapter"/>; the same for the whole test.</summary>
    protected abstract ILooksAhead Adapter { get; }

    /// <summary>A new installation of version 1, 2 … of one identity on one target; the same credential for the same number.</summary>
    protected abstract Installation Installation(int number);

    /// <summary>Puts something at the location that is no credential at all.</summary>
    protected abstract void Spoil();

    /// <summary>Takes away what the location is in, for example its folder.</summary>
    protected abstract void Vanish();

    /// <summary>All that is at the location and beside it.</summary>
    protected abstract string Content();

    private ITargetAdapter Target => (ITargetAdapter)Adapter;

    [Fact]
    public async Task An_empty_location_is_ready()
    {
        using var installation = Installation(1);
        var before = Content();
        await Adapter.LookAheadAsync(installation.Target, _unknown, CancellationToken.None);
        Assert.Equal(before, Content());
    }

    [Fact]
    public async Task What_was_installed_may_be_replaced()
    {
        using var installation = Installation(1);
        var receipt = await Target.InstallAsync(installation, CancellationToken.None);
        var before = Content();
        await Adapter.LookAheadAsync(installation.Target, receipt.Digests, CancellationToken.None);
        Assert.Equal(before, Content());
        Assert.True((await Target.ProveAsync(installation, CancellationToken.None)).Holds);
    }

    [Fact]
    public async Task What_somebody_else_changed_is_refused_and_stays()
    {
        using var installation = Installation(1);
        var receipt = await Target.InstallAsync(installation, CancellationToken.None);
        Spoil();
        var before = Content();
        var refusal = await Assert.ThrowsAsync<MimException>(
            () => Adapter.LookAheadAsync(installation.Target, receipt.Digests, CancellationToken.None));
        Assert.Equal(MimErrorCause.LocationChanged, refusal.Cause);
        Assert.Equal(before, Content());
    }

    [Fact]
    public async Task What_may_be_overwritten_is_ready()
    {
        Spoil();
        using var installation = Installation(1);
        await Adapter.LookAheadAsync(installation.Target, _unknown, CancellationToken.None);
    }

    [Fact]
    public async Task A_location_that_is_not_there_is_refused_by_name()
    {
        using var installation = Installation(1);
        Vanish();
        var refusal = await Assert.ThrowsAsync<MimException>(
            () => Adapter.LookAheadAsync(installation.Target, _unknown, CancellationToken.None));
        Assert.Equal(MimErrorCause.InstallFailed, refusal.Cause);
        Assert.Contains(installation.Target.Address, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_it_looks_no_further()
    {
        using var installation = Installation(1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Adapter.LookAheadAsync(installation.Target, _unknown, new CancellationToken(canceled: true)));
    }
}
