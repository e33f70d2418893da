using Mim.Core.Discovery.Accounts;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What every reader of a machine's accounts does.</summary>
public abstract class LocalAccountsContract
{
    protected abstract ILocalAccounts Accounts { get; }

    [SuiteFact]
    public void Each_account_has_a_place_of_its_own()
    {
        var accounts = Read();
        Assert.NotEmpty(accounts);
        Assert.All(accounts, account => Assert.Equal((AccountSource.Linux, "host7"), (account.Source, account.Place)));
        Assert.Equal(accounts.Count, accounts.Select(account => account.Address).Distinct().Count());
    }

    [SuiteFact]
    public void What_a_password_is_stored_as_is_not_given() =>
        Assert.All(Read(), account => Assert.DoesNotContain('$', $"{account} {string.Join(' ', account.Privileges)}"));

    [SuiteFact]
    public void It_ends_when_asked_to() =>
        Assert.Throws<OperationCanceledException>(() => Accounts.Read("host7", new CancellationToken(canceled: true)).Count());

    protected IReadOnlyList<AccountSighting> Read() => [.. Accounts.Read("host7", CancellationToken.None)];
}
