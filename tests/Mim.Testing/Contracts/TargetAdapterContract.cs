using System.Security.Cryptography;
using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every target does, whatever it installs into.</summary>
public abstract class TargetAdapterContract
{
    /// <summary>The adapter, the same for the whole test.</summary>
    protected abstract ITargetAdapter Adapter { get; }

    /// <summary>A new installation of version 1, 2 … of one identity on one target; the same credential for the same number.</summary>
    protected abstract Installation Installation(int number);

    /// <summary>Puts something at the location that is no credential at all.</summary>
    protected abstract void Spoil();

    /// <summary>How a version that is there instead is named.</summary>
    protected virtual string? NameOf(Installation installation) => Convert.ToHexString(SHA256.HashData(installation.Version.Certificate!));

    [SuiteFact]
    public async Task What_was_installed_is_proved()
    {
        using var installation = Installation(1);
        await Adapter.InstallAsync(installation, CancellationToken.None);
        Assert.Equal(Proof.Held, await Adapter.ProveAsync(installation, CancellationToken.None));
    }

    [SuiteFact]
    public async Task Nothing_installed_is_not_proved()
    {
        using var installation = Installation(1);
        var proof = await Adapter.ProveAsync(installation, CancellationToken.None);
        Assert.False(proof.Holds);
        Assert.NotEmpty(proof.Reason);
    }

    [SuiteFact]
    public async Task Another_version_is_not_proved_and_named()
    {
        using var first = Installation(1);
        using var second = Installation(2);
        await Adapter.InstallAsync(first, CancellationToken.None);
        var proof = await Adapter.ProveAsync(second, CancellationToken.None);
        Assert.False(proof.Holds);
        Assert.Equal(NameOf(first), proof.Found);
    }

    [SuiteFact]
    public async Task A_newer_version_replaces_the_older_or_stands_beside_it()
    {
        using var first = Installation(1);
        using var second = Installation(2);
        await Adapter.InstallAsync(first, CancellationToken.None);
        await Adapter.InstallAsync(second, CancellationToken.None);
        Assert.Equal(Adapter is IHoldsSeveral, (await Adapter.ProveAsync(first, CancellationToken.None)).Holds);
        Assert.True((await Adapter.ProveAsync(second, CancellationToken.None)).Holds);
    }

    [SuiteFact]
    public async Task Installing_again_gives_the_same_receipt()
    {
        using var first = Installation(1);
        using var second = Installation(2);
        await Adapter.InstallAsync(first, CancellationToken.None);
        var once = await Adapter.InstallAsync(second, CancellationToken.None);
        var twice = await Adapter.InstallAsync(second, CancellationToken.None);
        Assert.Equal(once.PreviousCopies, twice.PreviousCopies);
        Assert.True((await Adapter.ProveAsync(second, CancellationToken.None)).Holds);
    }

    [SuiteFact]
    public async Task A_spoiled_location_is_not_proved()
    {
        using var installation = Installation(1);
        await Adapter.InstallAsync(installation, CancellationToken.None);
        Spoil();
        Assert.False((await Adapter.ProveAsync(installation, CancellationToken.None)).Holds);
    }

    [SuiteFact]
    public async Task A_spoiled_location_can_be_installed_on()
    {
        Spoil();
        using var installation = Installation(1);
        await Adapter.InstallAsync(installation, CancellationToken.None);
        Assert.True((await Adapter.ProveAsync(installation, CancellationToken.None)).Holds);
    }

    [SuiteFact]
    public async Task Cancelled_before_it_starts_it_changes_nothing()
    {
        using var installation = Installation(1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Adapter.InstallAsync(installation, new CancellationToken(canceled: true)));
        Assert.False((await Adapter.ProveAsync(installation, CancellationToken.None)).Holds);
    }
}
