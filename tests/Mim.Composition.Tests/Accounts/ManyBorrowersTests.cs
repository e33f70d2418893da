using System.Text;
using Mim.Core;
using Mim.Core.Accounts;
using Mim.Core.Accounts.Lending;
using Mim.Core.Delivery;
using Mim.Core.Sealing;
using Mim.Core.Vault;
using Mim.Delivery;
using Mim.Testing;
using Mim.Testing.Doubles;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests.Accounts;

/// <summary>More borrowers than accounts, all at once: each account goes to one of them, and whoever gets none is told.</summary>
public sealed class ManyBorrowersTests
{
    private const int Borrowers = 16;
    private const int Accounts = 10;
    private const string Password = "before-Password-1";
    private readonly FakeRotator _server = new();

    [Fact]
    public Task Each_account_has_one_borrower_in_a_file() => BorrowAsync(folder => folder["inventory.db"]);

    [RequiresPostgresFact]
    public Task Each_account_has_one_borrower_in_a_shared_store() => BorrowAsync(_ => PostgresTestInventory.NewLocation());

    private async Task BorrowAsync(Func<TemporaryFolder, string> locate)
    {
        using var folder = new TemporaryFolder();
        var (location, keyFile) = (locate(folder), folder["store.key"]);
        await RegisterAsync(location, keyFile);

        var answers = await Task.WhenAll(Enumerable.Range(0, Borrowers).Select(_ => Task.Factory.StartNew(
            () => Borrow(location, keyFile), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        var lent = answers.Where(answer => answer.Error is null).Select(answer => answer.Account).ToList();
        Assert.Equal(Accounts, lent.Count);
        Assert.Equal(Accounts, lent.Distinct().Count());
        Assert.All(answers.Where(answer => answer.Error is not null), answer => Assert.Equal(MimErrorCause.AccountLent, answer.Error));
        using var session = Open(location, keyFile);
        Assert.Equal(Accounts, session.Lending.Find(new AccountLeaseQuery { IsOpen = true }, CancellationToken.None).Count());
        Assert.All(session.Store.Test(CancellationToken.None), check => Assert.True(check.Passed, $"{check.Check}: {check.Detail}"));
    }

    private (string? Account, MimErrorCause? Error) Borrow(string location, string keyFile)
    {
        using var session = Open(location, keyFile);
        try
        {
            using var lent = session.Lending.Borrow(new AccountLoan { Library = "admins", Purpose = "drill" }, CancellationToken.None);
            return (Encoding.UTF8.GetString(lent.Password.Span) == Password ? lent.Lease.Identity : null, null);
        }
        catch (MimException error)
        {
            return (null, error.Cause);
        }
    }

    private async Task RegisterAsync(string location, string keyFile)
    {
        using var session = Open(location, keyFile);
        using var keeper = Material(FakeRotator.AdministratorPassword);
        session.Secrets.Create(new NewSecret { Name = "keeper", Value = keeper, UserName = FakeRotator.Administrator }, CancellationToken.None);
        using var password = Material(Password);
        foreach (var name in Enumerable.Range(1, Accounts).Select(number => $"admin{number}"))
        {
            _server.Passwords[name] = Password;
            var wanted = new NewAccount
            {
                Name = name, Settings = FakeRotator.Place(name), Password = password, Administrator = "keeper", Tags = ["library=admins"],
            };
            await session.Accounts.RegisterAsync(wanted, CancellationToken.None);
        }
    }

    private MimSession Open(string location, string keyFile) => DecoratedSession.Open(
        location,
        TimeProvider.System,
        parts => parts with
        {
            Rotators = [_server],
            Targets = [.. parts.Targets.Where(adapter => adapter.Kind != TargetKind.Account), new AccountTargetAdapter([_server])],
        },
        keyFile);

    private static KeyMaterial Material(string text) => KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));
}
