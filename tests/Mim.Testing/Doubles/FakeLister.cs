using System.Runtime.CompilerServices;
using System.Text;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Ports;

namespace Mim.Testing.Doubles;

/// <summary>A server in memory that lists its accounts, at its usual place only.</summary>
public sealed class FakeLister : IAccountLister
{
    public const string Reader = "reader";
    public const string ReaderPassword = "reader-Password-0";

    public AccountSystem System => AccountSystem.PostgreSql;

    public AccountSource Source => AccountSource.PostgreSql;

    /// <summary>What it lists.</summary>
    public List<AccountSighting> Accounts { get; } = [];

    /// <summary>Whether it says that it lists all.</summary>
    public bool ListsAll { get; set; } = true;

    public bool IsWhole(AccountSettings settings) => ListsAll;

    /// <summary>An account of it.</summary>
    public static AccountSighting Account(string name) => new()
    {
        Source = AccountSource.PostgreSql, Place = FakeRotator.Place(name).Endpoint, Account = name, IsEnabled = true,
    };

    public async IAsyncEnumerable<AccountSighting> ListAsync(
        AccountSettings settings, AccountCredential by, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        if (settings.Port != AccountSystem.PostgreSql.UsualPort())
        {
            throw new MimException(MimErrorCause.InstallFailed, $"{settings.Server} does not answer.", settings.Server);
        }

        if ((by.UserName, Encoding.UTF8.GetString(by.Secret.Span)) != (Reader, ReaderPassword))
        {
            throw new MimException(MimErrorCause.AccessDenied, $"'{by.UserName}' may not.", by.UserName);
        }

        foreach (var account in Accounts)
        {
            yield return account;
        }
    }
}
