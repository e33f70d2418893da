using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Ports;
using Mim.Testing.Network;
using Mim.Testing.Programs;

namespace Mim.Testing.Contracts;

/// <summary>What every lister of accounts does, whatever server they are on.</summary>
public abstract class AccountListerContract
{
    protected abstract IAccountLister Lister { get; }

    /// <summary>Where the accounts are.</summary>
    protected abstract AccountSettings Settings { get; }

    /// <summary>Who may see them; the caller disposes it.</summary>
    protected abstract AccountCredential Reader { get; }

    /// <summary>Makes an account.</summary>
    protected abstract void Make(string account);

    [SuiteFact]
    public async Task What_is_there_is_listed_with_its_place()
    {
        Make("listed");
        var accounts = await ListAsync();
        var account = Assert.Single(accounts, account => account.Account == AccountOf("listed"));
        Assert.Equal((Lister.Source, Settings.Endpoint, true), (account.Source, account.Place, account.IsEnabled));
        Assert.Equal(accounts.Count, accounts.Select(one => one.Address).Distinct().Count());
    }

    [SuiteFact]
    public async Task Who_is_not_let_in_sees_nothing()
    {
        using var stranger = AccountServer.Credential(Reader.UserName, "not-the-Password-0");
        var exception = await Assert.ThrowsAsync<MimException>(() => ListAsync(Settings, stranger));
        Assert.Equal(MimErrorCause.AccessDenied, exception.Cause);
        Assert.DoesNotContain("not-the-Password-0", exception.ToString(), StringComparison.Ordinal);
    }

    [SuiteFact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var nowhere = Settings with { Port = LoopbackPort.Free(), Timeout = TimeSpan.FromSeconds(30) };
        using var reader = Reader;
        var exception = await Assert.ThrowsAsync<MimException>(() => ListAsync(nowhere, reader));
        Assert.Equal((MimErrorCause.InstallFailed, nowhere.Server), (exception.Cause, exception.Subject));
    }

    [SuiteFact]
    public async Task It_ends_when_asked_to()
    {
        using var reader = Reader;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Lister.ListAsync(Settings, reader, new CancellationToken(canceled: true)))
            {
                Assert.Fail("It went on.");
            }
        });
    }

    /// <summary>The whole name of what was made.</summary>
    protected virtual string AccountOf(string account) => account;

    protected async Task<List<AccountSighting>> ListAsync()
    {
        using var reader = Reader;
        return await ListAsync(Settings, reader);
    }

    private async Task<List<AccountSighting>> ListAsync(AccountSettings settings, AccountCredential reader)
    {
        var accounts = new List<AccountSighting>();
        await foreach (var account in Lister.ListAsync(settings, reader, CancellationToken.None))
        {
            accounts.Add(account);
        }

        return accounts;
    }
}
