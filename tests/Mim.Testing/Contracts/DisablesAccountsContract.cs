using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every target does that is an account itself, or a pair.</summary>
public abstract class DisablesAccountsContract
{
    /// <summary>The adapter, which is also an <see cref="ITargetAdapter"/>; the same for the whole test.</summary>
    protected abstract IDisablesAccounts Adapter { get; }

    /// <summary>Who changes the passwords; the caller disposes it.</summary>
    protected abstract AccountCredential Administrator { get; }

    private ITargetAdapter Target => (ITargetAdapter)Adapter;

    /// <summary>A new installation of version 1, 2 … of one identity on one target, in turns in two accounts.</summary>
    protected abstract Installation Installation(int number);

    [SuiteFact]
    public async Task A_closed_account_lets_nobody_in_and_the_other_of_the_pair_stays_open()
    {
        using var first = Installation(1);
        using var second = Installation(2);
        await Target.InstallAsync(first, CancellationToken.None);
        await Target.InstallAsync(second, CancellationToken.None);
        Assert.Equal(Proof.Held, await Target.ProveAsync(first, CancellationToken.None));

        await DisableAsync(first);
        await DisableAsync(first);
        Assert.False((await Target.ProveAsync(first, CancellationToken.None)).Holds);
        Assert.Equal(Proof.Held, await Target.ProveAsync(second, CancellationToken.None));
    }

    [SuiteFact]
    public async Task A_closed_account_is_opened_by_the_next_version()
    {
        using var first = Installation(1);
        using var third = Installation(3);
        Assert.Equal(first.Version.Subject, third.Version.Subject);
        await Target.InstallAsync(first, CancellationToken.None);
        await DisableAsync(first);
        await Target.InstallAsync(third, CancellationToken.None);
        Assert.Equal(Proof.Held, await Target.ProveAsync(third, CancellationToken.None));
        Assert.False((await Target.ProveAsync(first, CancellationToken.None)).Holds);
    }

    [SuiteFact]
    public async Task Without_an_administrator_nobody_closes_it()
    {
        using var first = Installation(1);
        await Target.InstallAsync(first, CancellationToken.None);
        var error = await Assert.ThrowsAsync<MimException>(
            () => Adapter.DisableAsync(first.Target, first.Version.Subject!, null, CancellationToken.None));
        Assert.Equal(MimErrorCause.AccessDenied, error.Cause);
        Assert.Equal(Proof.Held, await Target.ProveAsync(first, CancellationToken.None));
    }

    private async Task DisableAsync(Installation installation)
    {
        using var administrator = Administrator;
        await Adapter.DisableAsync(installation.Target, installation.Version.Subject!, administrator, CancellationToken.None);
    }
}
